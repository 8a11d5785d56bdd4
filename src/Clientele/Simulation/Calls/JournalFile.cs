using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clientele.Simulation.Calls;

/// <summary>A journal as a text file that can be sent, kept under version control and replayed without a key: one JSON object a line, prompts once each, then the answers.
/// Holds no customer id and no key.</summary>
public static class JournalFile
{
    /// <summary>Name and version of the format: the first line's <c>schema</c>.</summary>
    public const string SchemaName = "clientele/journal/v1";

    private static readonly JsonSerializerOptions Lines = new(JsonFormat.Options)
    {
        WriteIndented = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Writes a plan's answers, or all; the file whole or not at all.</summary>
    /// <param name="journal">Where they are.</param>
    /// <param name="path">Target.</param>
    /// <param name="plan">Only those of one plan; null = all.</param>
    /// <returns>Answers written.</returns>
    /// <exception cref="ClienteleException">The file cannot be written.</exception>
    public static int Export(Journal journal, string path, string? plan = null)
    {
        var count = 0;
        WholeFile.Write(path, stream =>
        {
            Write(stream, new Line { Schema = SchemaName });
            var written = new HashSet<CallKey>();
            foreach (var (entry, system, user) in journal.Entries(plan))
            {
                foreach (var (key, text) in ((CallKey, string?)[])[(entry.System, system), (entry.User, user)])
                    if (text is not null && written.Add(key))
                        Write(stream, new Line { Prompt = key.ToString(), Text = text });
                Write(stream, Line.Of(entry));
                count++;
            }
        });
        return count;
    }

    /// <summary>Reads a recording into a journal.</summary>
    /// <param name="path">A file that <see cref="Export"/> wrote.</param>
    /// <param name="journal">Open to write.</param>
    /// <param name="cancellationToken">Stops between lines.</param>
    /// <returns>Answers read.</returns>
    /// <exception cref="ClienteleException">Missing, or not of this format; the line is named.</exception>
    public static async Task<int> ImportAsync(string path, Journal journal, CancellationToken cancellationToken = default)
    {
        const int Block = 1000;
        var (number, count) = (0, 0);
        var prompts = new Dictionary<CallKey, string>();
        var block = new List<(JournalEntry, string?, string?)>(Block);
        try
        {
            await foreach (var text in File.ReadLinesAsync(path, cancellationToken).ConfigureAwait(false))
            {
                number++;
                var line = JsonSerializer.Deserialize<Line>(text, Lines) ?? throw new JsonException("null");
                if (number == 1 && line.Schema != SchemaName)
                    throw new ClienteleException($"The first line does not say {SchemaName}.", path, "Write recordings with clientele results --export-journal FILE.");
                if (line.Prompt is not null)
                    prompts[CallKey.Parse(line.Prompt)] = line.Text ?? "";
                if (line.Key is null)
                    continue;
                var entry = line.ToEntry();
                block.Add((entry, prompts.GetValueOrDefault(entry.System), prompts.GetValueOrDefault(entry.User)));
                count++;
                if (block.Count == Block)
                {
                    await journal.AddAsync([.. block]).ConfigureAwait(false);
                    block.Clear();
                }
            }
        }
        catch (Exception problem) when (problem is JsonException or FormatException)
        {
            throw new ClienteleException($"This is no line of a recording: {Words.Cut(problem.Message, 200)}", $"{path}, line {number}", "Write recordings with clientele results --export-journal FILE.", problem);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ClienteleException($"There is no file {path}.", "--replay", "Write one with clientele results --export-journal FILE.", problem);
        }
        if (number == 0)
            throw new ClienteleException("The file is empty.", path, "Write recordings with clientele results --export-journal FILE.");
        await journal.AddAsync([.. block]).ConfigureAwait(false);
        return count;
    }

    private static void Write(Stream stream, Line line)
    {
        JsonSerializer.Serialize(stream, line, Lines);
        stream.WriteByte((byte)'\n');
    }

    // One line of any kind; what a kind does not have is left out.
    private sealed record Line
    {
        public string? Schema { get; init; }

        public string? Prompt { get; init; }

        public string? Key { get; init; }

        public string? Model { get; init; }

        public string? System { get; init; }

        public string? User { get; init; }

        public int? Replicate { get; init; }

        public ReplyEnd? End { get; init; }

        public string? Text { get; init; }

        public long? InputTokens { get; init; }

        public long? CachedTokens { get; init; }

        public long? OutputTokens { get; init; }

        public double? CostUsd { get; init; }

        public int? LatencyMs { get; init; }

        public int? Attempts { get; init; }

        public bool? OwnCount { get; init; }

        public static Line Of(JournalEntry entry) => new()
        {
            Key = entry.Key.ToString(),
            Model = entry.Model,
            System = entry.System.ToString(),
            User = entry.User.ToString(),
            Replicate = entry.Replicate,
            End = entry.Reply.End,
            Text = entry.Reply.Text,
            InputTokens = entry.Reply.InputTokens,
            CachedTokens = entry.Reply.CachedTokens,
            OutputTokens = entry.Reply.OutputTokens,
            CostUsd = entry.Reply.Cost,
            LatencyMs = entry.Reply.LatencyMs,
            Attempts = entry.Reply.Attempts,
            OwnCount = entry.Reply.OwnCount ? true : null,
        };

        public JournalEntry ToEntry() => new(CallKey.Parse(Key!), Need(Model), CallKey.Parse(Need(System)), CallKey.Parse(Need(User)), Replicate ?? 0, new ModelReply
        {
            Text = Need(Text),
            End = End ?? throw new FormatException("end is missing."),
            InputTokens = Count(InputTokens),
            CachedTokens = Count(CachedTokens),
            OutputTokens = Count(OutputTokens),
            Cost = CostUsd is null or >= 0 and < 1e9 ? CostUsd : throw new FormatException("cost_usd is no cost."),
            LatencyMs = (int)Count(LatencyMs),
            Attempts = (int)Count(Attempts ?? 1),
            OwnCount = OwnCount ?? false,
        });

        private static long Count(long? value) => value is null or >= 0 and <= int.MaxValue ? value ?? 0 : throw new FormatException($"{value} is no count.");

        private static string Need(string? value) => value ?? throw new FormatException("A field of the answer is missing.");
    }
}
