using System.Reflection;

namespace Clientele;

/// <summary>Which engine this is, for records and reports.</summary>
public static class EngineVersion
{
    private static readonly string[] Parts =
        (typeof(EngineVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+', 2);

    /// <summary>Version of the package: <c>0.1.0</c>.</summary>
    public static string Number => Parts[0];

    /// <summary>Git revision that it was built from; null when it was built outside a checkout.</summary>
    public static string? Revision => Parts.Length > 1 ? Parts[1] : null;
}
