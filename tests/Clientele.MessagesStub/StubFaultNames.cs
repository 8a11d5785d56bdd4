using System.Text.Json;

namespace Clientele.Stub;

/// <summary>The faults as they are written on the command line.</summary>
public static class StubFaultNames
{
    private static readonly Dictionary<string, StubFault> ByName = Enum.GetValues<StubFault>().ToDictionary(Of, StringComparer.Ordinal);

    /// <summary>Every name, in the order of <see cref="StubFault"/>.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<StubFault>().Select(Of)];

    /// <summary>The name of a fault, such as <c>half_body</c>.</summary>
    public static string Of(StubFault fault) => JsonNamingPolicy.SnakeCaseLower.ConvertName(fault.ToString());

    /// <summary>The fault of a name; false when there is none.</summary>
    public static bool TryParse(string name, out StubFault fault) => ByName.TryGetValue(name, out fault);
}
