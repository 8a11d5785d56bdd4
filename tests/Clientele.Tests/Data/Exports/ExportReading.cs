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

    /// <summary>What the command line would end with 4 for.</summary>
    public string? Crash { get; private init; }

    /// <summary>The mapping as it was read.</summary>
    public string Yaml { get; private init; } = "";

    public Mapping? Mapping { get; private init; }

    public IReadOnlyList<RejectedRow> Rejected { get; private init; } = [];

    public IReadOnlyList<DataWarning> Warnings { get; private init; } = [];

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The shop's files.</param>
    /// <param name="answers">What a person who knows the shop would answer.</param>
    /// <param name="maxRejected">Largest share of rows that may be rejected.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<ExportReading> ReadAsync(string folder, IReadOnlyDictionary<string, string> answers, double maxRejected,
        CancellationToken cancellationToken)
    {
        var reading = new ExportReading();
        try
        {
            var template = MappingTemplate.Guess(folder);
            reading = reading with { Yaml = template.Yaml };
            if (template.Missing.Count > 0)
                return reading with { Refused = "missing: " + string.Join("; ", template.Missing) };
            var yaml = MappingAnswers.Answer(template.Yaml, answers, out var open);
            reading = reading with { Yaml = yaml, Open = open };
            Mapping mapping;
            try
            {
                mapping = MappingFile.Parse(yaml, "guess.yaml");
            }
            catch (ClienteleException unreadable)
            {
                return reading with { Crash = "the guess cannot be read: " + unreadable.Message };
            }
            reading = reading with { Mapping = mapping };
            if (open.Count > 0)
                return reading;
            using var transactions = await TransactionLoader.LoadAsync(
                new TransactionSource { Path = folder, Mapping = mapping, MaxRejectedShare = maxRejected, Threads = 1 }, null,
                    cancellationToken);
            return reading with
            {
                Account = await ShopAccount.ReadAsync(transactions, cancellationToken),
                Rejected = transactions.Rejected,
                Warnings = transactions.Warnings,
            };
        }
        catch (ClienteleException refused)
        {
            return reading with { Refused = refused.Message };
        }
#pragma warning disable CA1031 // Whatever else it is, it is what the test looks for.
        catch (Exception crash) when (crash is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return reading with { Crash = crash.ToString() };
        }
    }

    public override string ToString()
    {
        if ((Crash ?? Refused) is { } ended)
            return ended;
        if (Open.Count > 0)
            return "asked: " + string.Join(", ", Open);
        var rejected = string.Concat(Rejected.Take(3).Select(row => "\n  " + row));
        return $"{Account}, {Rejected.Count} rejected{rejected}{string.Concat(Warnings.Select(warning => "\n  " + warning))}";
    }
}
