using Clientele.Data;
using Clientele.Data.Guessing;

namespace Clientele.Tests.Data.Exports;

/// <summary>What became of an export that was read as a newcomer would: guess, answer, load.</summary>
internal sealed record ExportReading
{
    /// <summary>The sums; null when nothing was read.</summary>
    public ShopAccount? Account { get; private init; }

    /// <summary>Why it was refused, as the user is told; null when it was not.</summary>
    public string? Refused { get; private init; }

    /// <summary>Keys that were asked for and that nobody answered.</summary>
    public IReadOnlyList<string> Open { get; private init; } = [];

    /// <summary>What was asked, in words.</summary>
    public IReadOnlyList<string> Questions { get; private init; } = [];

    /// <summary>What the command line would end with 4 for.</summary>
    public string? Crash { get; private init; }

    /// <summary>The mapping as it was read.</summary>
    public string Yaml { get; private init; } = "";

    public Mapping? Mapping { get; private init; }

    public IReadOnlyList<RejectedRow> Rejected { get; private init; } = [];

    public IReadOnlyList<DataWarning> Warnings { get; private init; } = [];

    /// <summary>Names of the rules that left rows out.</summary>
    public IReadOnlySet<string> Rules { get; private init; } = new HashSet<string>();

    /// <summary>The day on which everything is read; all made-up orders are older.</summary>
    public static DateOnly Today { get; } = new(2025, 9, 15);

    /// <summary>Reads a folder as a newcomer: guess, answer what is asked, load.</summary>
    /// <param name="folder">The shop's files.</param>
    /// <param name="answers">What a person who knows the shop would answer when looking at the guess.</param>
    /// <param name="maxRejected">Largest share of rows that may be rejected.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<ExportReading> ReadAsync(
        string folder, Func<string, IReadOnlyDictionary<string, string>> answers, double maxRejected, CancellationToken cancellationToken)
    {
        var yaml = "";
        var reading = await TryAsync(() =>
        {
            var template = MappingTemplate.Guess(folder, Today, CancellationToken.None);
            yaml = template.Yaml;
            if (template.Missing.Count > 0)
                return Task.FromResult(new ExportReading { Refused = "missing: " + string.Join("; ", template.Missing) });
            yaml = MappingAnswers.Answer(template.Yaml, answers(template.Yaml), out var open);
            return Task.FromResult(new ExportReading
            {
                Open = open,
                Questions = [.. template.Questions.Select(question => question.ToString())]
            });
        });
        if (reading.Refused is not null || reading.Crash is not null || reading.Open.Count > 0)
            return reading with { Yaml = yaml };
        var loaded = await LoadAsync(folder, yaml, maxRejected, cancellationToken);
        loaded = loaded with { Questions = reading.Questions };
        // A guess that its own reader does not understand is nothing that a user could repair.
        return loaded.Mapping is null && loaded.Crash is null ? loaded with { Crash = "the guess cannot be read: " + loaded.Refused }
            : loaded;
    }

    /// <summary>Reads a folder with a mapping that is there already.</summary>
    public static async Task<ExportReading> LoadAsync(string folder, string yaml, double maxRejected, CancellationToken cancellationToken)
    {
        Mapping? mapping = null;
        var reading = await TryAsync(async () =>
        {
            mapping = MappingFile.Parse(yaml, "mapping.yaml");
            var source = new TransactionSource
            {
                Path = folder,
                Mapping = mapping,
                MaxRejectedShare = maxRejected,
                ReadOn = Today,
                Threads = 1
            };
            using var transactions = await TransactionLoader.LoadAsync(source, null, cancellationToken);
            return new ExportReading
            {
                Account = ShopAccount.Of(transactions),
                Rejected = transactions.Rejected,
                Warnings = transactions.Warnings,
                Rules = transactions.Files.SelectMany(file => file.Excluded.Keys).ToHashSet(StringComparer.Ordinal),
            };
        });
        return reading with { Yaml = yaml, Mapping = mapping };
    }

    private static async Task<ExportReading> TryAsync(Func<Task<ExportReading>> read)
    {
        try
        {
            return await read();
        }
        catch (ClienteleException refused)
        {
            return new ExportReading { Refused = refused.Message };
        }
#pragma warning disable CA1031 // Whatever else it is, it is what the test looks for.
        catch (Exception crash) when (crash is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return new ExportReading { Crash = crash.ToString() };
        }
    }

    public override string ToString()
    {
        if ((Crash ?? Refused) is { } ended)
            return ended;
        if (Open.Count > 0)
            return "asked: " + string.Join("\n  ", Open.Concat(Questions));
        var rejected = string.Concat(Rejected.Take(3).Select(row => "\n  " + row));
        return $"{Account}, {Rejected.Count} rejected{rejected}{string.Concat(Warnings.Select(warning => "\n  " + warning))}";
    }
}
