using System.Reflection;

namespace Clientele.Cli;

/// <summary>Which engine this is: version and, where the build knew it, the revision.</summary>
internal static class EngineVersion
{
    /// <summary><c>0.1.0+1a2b3c…</c>, or <c>0.1.0</c> when built outside a checkout.</summary>
    public static string Text { get; } = typeof(ClienteleException).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
