using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clientele;

/// <summary>How every JSON file of a study is written and read: indented, snake_case, strict.</summary>
internal static class JsonFormat
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        // The files are opened by people; nothing of them is pasted into HTML unencoded.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Reads a document and checks its <c>schema</c> field first, so that a file of another kind is called that.</summary>
    /// <param name="path">The file.</param>
    /// <param name="schema">Expected value of <c>schema</c>.</param>
    /// <param name="writer">The command that writes such files, for the hint.</param>
    /// <param name="options">Default: <see cref="Options"/>.</param>
    /// <exception cref="ClienteleException">Missing, unreadable, not JSON, of another format, or not as the format says.</exception>
    public static T Read<T>(string path, string schema, string writer, JsonSerializerOptions? options = null)
        where T : class
    {
        var file = Path.GetFileName(path);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ClienteleException($"There is no file {path}.", null, $"Write it with {writer}, or check the path.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ClienteleException($"The file cannot be read: {problem.Message}", path, "Check that it is a file and that you may read it.", problem);
        }
        // Editors on Windows put a byte-order mark in front.
        ReadOnlySpan<byte> json = bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes.AsSpan(3) : bytes;
        try
        {
            var found = JsonSerializer.Deserialize<Head>(json, HeadOptions)?.Schema;
            if (found != schema)
            {
                throw new ClienteleException(
                    found is null ? $"No \"schema\" field: this is not a {schema} file." : $"This is a {found} file; {schema} was expected.",
                    file, $"Write it with {writer} of this version.");
            }
            return JsonSerializer.Deserialize<T>(json, options ?? Options) ?? throw new JsonException("null");
        }
        catch (JsonException problem)
        {
            var line = problem.LineNumber is { } number ? $", line {number + 1}" : "";
            var at = problem.Path is { Length: > 0 } place && place != "$" ? $", {place}" : "";
            throw new ClienteleException(Sentence(problem.Message), file + line + at, $"Make the file again with {writer} instead of editing it.", problem);
        }
    }

    private static readonly JsonSerializerOptions HeadOptions = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The parser's message without the position, which is said apart, and without names of our own types.</summary>
    private static string Sentence(string message)
    {
        var end = message.IndexOf(" Path: ", StringComparison.Ordinal);
        message = end > 0 ? message[..end] : message;
        var empty = System.Text.RegularExpressions.Regex.Match(message, @"'(\w+)' on type '[\w.]+' (?:doesn't|does not|cannot)[^']*null");
        if (empty.Success)
            return $"\"{JsonNamingPolicy.SnakeCaseLower.ConvertName(empty.Groups[1].Value)}\" is null, and must have a value.";
        message = System.Text.RegularExpressions.Regex.Replace(message, @"Clientele\.[\w.]+\.(\w+)", "$1");
        return message;
    }

    private sealed record Head(string? Schema = null);
}
