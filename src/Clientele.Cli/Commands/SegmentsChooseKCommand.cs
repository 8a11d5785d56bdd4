using System.CommandLine;
using Clientele.Cli.Options;
using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;
using Clientele.Reporting;
using Clientele.Storage;

namespace Clientele.Cli.Commands;

/// <summary>How many segments do the data support?</summary>
internal sealed class SegmentsChooseKCommand : ToolCommand
{
    private readonly DataOptions _data = new();
    private readonly FeatureOptions _features = new();
    private readonly Option<(int From, int To)> _range = Setting.Parsed("--k", "FROM..TO", "Numbers of segments to compare.", (From: 2, To: 10), "2..10", Range);
    private readonly Option<bool> _noStability = Setting.Switch("--no-stability", "Leave out bootstrap stability and prediction strength, which take most of the time.");
    private readonly Option<int> _halvings = Setting.ParsedIfGiven("--halvings", "N", "Exactly this many halvings of the customers for the prediction strength.", "50, then blocks of 50 more until the standard error is .02, 400 at most", Draws);
    private readonly Option<int> _resamples = Setting.ParsedIfGiven("--resamples", "N", "Exactly this many resamples of the customers for the Jaccard similarity.", "100, then blocks of 50 more likewise", Draws);
    private readonly Option<string?> _out = Setting.Text("--out", "DIR", "Study folder in which the comparison is kept, for clientele figures.", null, "print only");
    private readonly Option<string?> _study = StudyOptions.Named();
    private readonly MachineOptions _machine = new();

    public SegmentsChooseKCommand()
        : base("choose-k", "Compare numbers of segments by what they keep, exact silhouette, bootstrap stability and prediction strength, and recommend one if the data do.", "segments choose-k --data my-shop/ --mapping mapping.yaml")
    {
        _data.AddTo(this);
        _features.AddTo(this);
        Add(_range);
        Add(_noStability);
        Add(_halvings);
        Add(_resamples);
        Add(_out);
        Add(_study);
        _machine.AddTo(this);
        AddOutputOptions(writes: true);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var threads = _machine.Threads(arguments);
        var (source, set) = (_data.Read(arguments, threads), _features.Read(arguments));
        var (from, to) = arguments.GetValue(_range);
        var options = new SegmentCountOptions
        {
            Smallest = from,
            Largest = to,
            Segmentation = new SegmentationOptions { Seed = _machine.Seed(arguments), Threads = threads },
            Stability = !arguments.GetValue(_noStability),
        };
        // 0: not given.
        if (arguments.GetValue(_halvings) is > 0 and var halvings)
            options = options with { Halvings = halvings, MostHalvings = halvings };
        if (arguments.GetValue(_resamples) is > 0 and var resamples)
            options = options with { Bootstraps = resamples, MostBootstraps = resamples };
        var (folder, option) = StudyOptions.Folder(arguments, _study, _out);
        using var target = folder is not null
            ? await StudyTarget.AtAsync(folder, force: false, Locks(arguments, terminal, cancellationToken), option)
            : null;
        if (target is not null)
            Checksums.RequireSound(target.Folder.Root);
        source = source with { ReadOn = StudyDay.Of(target?.Folder, source, TimeProvider.System) };
        var evaluation = await ProgressDisplay.ShowAsync(terminal, async progress =>
        {
            using var transactions = await TransactionLoader.LoadAsync(source, progress, cancellationToken);
            var features = await FeatureBuilder.BuildAsync(transactions, set, progress, cancellationToken);
            var compared = SegmentCount.Evaluate(features, options, progress, cancellationToken);
            if (target is not null)
                SegmentCountRecord.From(compared, transactions).Save(target.Folder);
            return compared;
        });
        if (terminal.Json)
            JsonOutput.Write(terminal, new Result(evaluation.Recommended, evaluation.Candidates, evaluation.Taken, evaluation.Reason,
                [.. evaluation.Rows.Select(Row.Of)]));
        else
            Write(terminal, evaluation, target, arguments);
        return ExitCode.Done;
    }

    private void Write(Terminal terminal, SegmentCountEvaluation evaluation, StudyTarget? target, ParseResult arguments)
    {
        var table = new ResultTable().Numbers("k").Numbers("spread kept").Numbers("silhouette").Numbers("strength").Numbers("Jaccard min").Numbers("median").Words("stable").Words("sizes");
        foreach (var row in evaluation.Rows)
            table.Row(Number.Count(row.K), Number.Percent(row.SpreadKept), Number.Decimal(row.Segmentation.Silhouette?.Mean ?? double.NaN, "0.000"),
                row.PredictionStrength?.Text() ?? "–", row.JaccardMin?.Text() ?? "–", row.JaccardMedian?.Text() ?? "–", Verdict(row), string.Join(" ", row.Segmentation.Sizes));
        table.Write(terminal, "Numbers of segments");
        if (evaluation.Rows[0].Segmentation.Silhouette is { StandardError: { } error, Customers: var sample })
            terminal.Line($"Silhouettes from a sample of {Number.Count(sample)} customers, standard error {Number.Decimal(error, "0.0000")}.");
        if (evaluation.Rows[0].Draws is not null)
            terminal.Line(MonteCarloWords(evaluation.Rows));
        terminal.Line();
        terminal.Line(evaluation.Recommended is { } recommended ? $"Recommended: {recommended}. {evaluation.Reason}" : $"Undecided. {evaluation.Reason}");
        if (evaluation.Recommended is null)
            terminal.Line($"Choose by use: how many groups you can serve, and how much of the spread they keep. Without a choice Clientele goes on with {evaluation.Taken}.");
        terminal.Line(PersonaSet.Continuum);
        if (target is not null)
            terminal.Line($"Saved: {target.Folder.SegmentCount}");
        terminal.Line();
        terminal.Line($"Next: clientele run --data {_data.Path(arguments)} --mapping {_data.Mapping(arguments)} --k {evaluation.Taken}");
    }

    private static string Verdict(SegmentCountRow row) => row.Draws is null ? "–" : row.Verdict switch
    {
        SegmentCountVerdict.In => "yes",
        SegmentCountVerdict.Out => "no",
        _ => "undecided",
    };

    private static string MonteCarloWords(IReadOnlyList<SegmentCountRow> rows)
    {
        var (halvings, resamples) = (rows.Select(row => row.Draws!.Strength.Count).ToArray(), rows.Select(row => row.Draws!.Jaccard.Count).ToArray());
        return $"± is the Monte-Carlo standard error of {Span(halvings)} halvings and {Span(resamples)} resamples: what more of them would change, not what other customers would.";
    }

    private static string Span(int[] counts) => counts.Min() == counts.Max() ? Number.Count(counts[0]) : $"{Number.Count(counts.Min())} to {Number.Count(counts.Max())}";

    private static int Draws(string text) => Setting.WholeNumber(text, least: 2);

    private sealed record Result(int? Recommended, IReadOnlyList<int> Candidates, int Taken, string Reason, IReadOnlyList<Row> Rows);

    private sealed record Row(
        int K, MonteCarloMean? Strength, SegmentJaccard? Jaccard, SegmentCountVerdict? Verdict, double Inertia, double SpreadKept, double? Silhouette, double? SilhouetteError,
        IReadOnlyList<int> Sizes)
    {
        public static Row Of(SegmentCountRow row)
        {
            var entry = SegmentCountEntry.Of(row);
            return new Row(entry.K, entry.Strength, entry.Jaccard, entry.Verdict, entry.Inertia, entry.SpreadKept, entry.Silhouette, entry.SilhouetteError, row.Segmentation.Sizes);
        }
    }

    private static (int From, int To) Range(string text)
    {
        if (text.Split("..") is not [var from, var to])
            throw new FormatException("give a range such as 2..10.");
        var range = (From: Setting.WholeNumber(from, least: 2), To: Setting.WholeNumber(to, least: 2));
        return range.From <= range.To ? range : throw new FormatException("the range ends before it starts.");
    }
}
