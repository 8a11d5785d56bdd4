using System.Text.Json;
using Clientele.Reporting;

namespace Clientele.Cli;

/// <summary>Writes a result as JSON, in the form of the study's own files: indented, snake_case.</summary>
internal static class JsonOutput
{
    /// <summary>Writes one document to standard output.</summary>
    public static void Write<T>(Terminal terminal, T document) => terminal.Output.WriteLine(JsonSerializer.Serialize(document, RunFormat.Options));
}
