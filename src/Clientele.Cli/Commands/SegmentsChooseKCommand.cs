using System.CommandLine;
using Clientele.Cli.Options;
using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Reporting;

namespace Clientele.Cli.Commands;

/// <summary>How many segments do the data support?</summary>
internal sealed class SegmentsChooseKCommand : ToolCommand
{
    private readonly DataOptions _data = new();
    private readonly FeatureOptions _features = new();
    private readonly Option<(int From, int To)> _range = Setting.Parsed("--k", "FROM..TO", "Numbers of segments to compare.", (From: 2, To: 10), "2..10", Range);
    private readonly Option<bool> _noStability = Setting.Switch("--no-stability", "Leave out bootstrap stability and prediction strength, which take most of the time.");
    private readonly Option<string?> _out = Setting.Text("--out", "DIR", "Study folder in which the comparison is kept, for clientele figures.", null, "print only");
    private readonly MachineOptions _machine = new();

    public SegmentsChooseKCommand()
        : base("choose-k", "Compare numbers of segments by inertia, exact silhouette, bootstrap stability and prediction strength, and recommend one.", "segments choose-k --data my-shop/ --mapping mapping.yaml")
    {
        _data.AddTo(this);
        _features.AddTo(this);
        Add(_range);
        Add(_noStability);
        Add(_out);
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
        using var target = arguments.GetValue(_out) is { } folder ? await StudyTarget.AtAsync(folder, force: false, Locks(arguments, terminal, cancellationToken)) : null;
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
            JsonOutput.Write(terminal, new Result(evaluation.Recommended, evaluation.Reason, [.. evaluation.Rows.Select(row => new Row(
                row.K, row.Segmentation.Inertia, row.Segmentation.Silhouette?.Mean, row.Segmentation.Silhouette?.StandardError, row.JaccardMin, row.JaccardMedian, row.PredictionStrength,
                row.Segmentation.Sizes))]));
        else
            Write(terminal, evaluation, arguments);
        return ExitCode.Done;
    }

    private void Write(Terminal terminal, SegmentCountEvaluation evaluation, ParseResult arguments)
    {
        var table = new ResultTable().Numbers("k").Numbers("inertia").Numbers("silhouette").Numbers("Jaccard min").Numbers("median").Numbers("prediction strength").Words("sizes");
        foreach (var row in evaluation.Rows)
            table.Row(Number.Count(row.K), Number.Count(row.Segmentation.Inertia), Number.Decimal(row.Segmentation.Silhouette?.Mean ?? double.NaN, "0.0000"),
                Number.Decimal(row.JaccardMin ?? double.NaN), Number.Decimal(row.JaccardMedian ?? double.NaN), Number.Decimal(row.PredictionStrength ?? double.NaN),
                string.Join(" ", row.Segmentation.Sizes));
        table.Write(terminal, "Numbers of segments");
        if (evaluation.Rows[0].Segmentation.Silhouette is { StandardError: { } error, Customers: var sample })
            terminal.Line($"Silhouettes from a sample of {Number.Count(sample)} customers, standard error {Number.Decimal(error, "0.0000")}.");
        terminal.Line();
        terminal.Line($"Recommended: {evaluation.Recommended}. {evaluation.Reason}");
        terminal.Line("Segments group customers; they are not proof of natural types.");
        if (arguments.GetValue(_out) is { } folder)
            terminal.Line($"Saved: {new StudyFolder(folder).SegmentCount}");
        terminal.Line();
        terminal.Line($"Next: clientele run --data {_data.Path(arguments)} --mapping {_data.Mapping(arguments)} --k {evaluation.Recommended}");
    }

    private sealed record Result(int Recommended, string Reason, IReadOnlyList<Row> Rows);

    private sealed record Row(
        int K, double Inertia, double? Silhouette, double? StandardError, double? JaccardMin, double? JaccardMedian, double? PredictionStrength, IReadOnlyList<int> Sizes);

    private static (int From, int To) Range(string text)
    {
        if (text.Split("..") is not [var from, var to])
            throw new FormatException("give a range such as 2..10.");
        var range = (From: Setting.WholeNumber(from, least: 2), To: Setting.WholeNumber(to, least: 2));
        return range.From <= range.To ? range : throw new FormatException("the range ends before it starts.");
    }
}
