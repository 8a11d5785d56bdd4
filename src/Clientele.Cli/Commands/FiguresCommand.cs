using System.CommandLine;
using System.Diagnostics;
using Clientele.Cli.Options;
using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;
using Clientele.Reporting;
using Clientele.Reporting.Figures;
using Clientele.Reporting.Statistics;
using Clientele.Storage;

namespace Clientele.Cli.Commands;

/// <summary>Every figure of a shop's data and of a study, as files.</summary>
internal sealed class FiguresCommand : ToolCommand
{
    private const string DefaultFolder = "./clientele-figures";

    private readonly DataOptions _data = new("figures of the study only");
    private readonly FeatureOptions _features = new();
    private readonly Option<string?> _study = Setting.Text("--study", "DIR", "The study folder: personas, runs, validation, segments choose-k. Without one, --data is cut into 7 segments.", StudyOptions.DefaultFolder, $"{StudyOptions.DefaultFolder} if it is there");
    private readonly Option<string?> _run = Setting.Text("--run", "HASH", "Which run of the study: the first digits of its folder's name.", null, "the one written last");
    private readonly Option<string?> _out = Setting.Text("--out", "DIR", "Where the figures are written: NAME.svg, NAME.png, and NAME-dark for the dark theme.", DefaultFolder);
    private readonly Option<IReadOnlyList<FigureTheme>> _theme = Setting.Parsed<IReadOnlyList<FigureTheme>>("--theme", "light|dark|both", "On which background.", [FigureTheme.Light, FigureTheme.Dark], "both", text => Choice<FigureTheme>(text, "light, dark or both"));
    private readonly Option<IReadOnlyList<FigureFormat>> _format = Setting.Parsed<IReadOnlyList<FigureFormat>>("--format", "svg|png|both", "For the web and print, or for slides (twice the pixels).", [FigureFormat.Svg, FigureFormat.Png], "both", text => Choice<FigureFormat>(text, "svg, png or both"));
    private readonly Option<IReadOnlyList<string>> _only = Setting.Parsed<IReadOnlyList<string>>("--only", "NAME", "These figures only, separated by commas; docs/figures.md lists the names.", [], "all", text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    private readonly MachineOptions _machine = new();

    public FiguresCommand()
        : base("figures", "Write every figure as SVG and PNG, light and dark: of your data (--data), and of a study's personas, runs and validation (--study). Needs one of the two.", "figures --data my-shop/ --mapping mapping.yaml --study study --out figures")
    {
        _data.AddTo(this);
        _features.AddTo(this);
        Add(_study);
        Add(_run);
        Add(_out);
        Add(_theme);
        Add(_format);
        Add(_only);
        _machine.AddTo(this);
        AddOutputOptions(writes: true);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var folder = arguments.GetRequiredValue(_out)!;
        if (File.Exists(folder))
            throw new ClienteleException("this is a file; a folder is needed for the figures", folder, "Choose another folder with --out.");
        var options = new FigureOptions { Themes = arguments.GetRequiredValue(_theme), Formats = arguments.GetRequiredValue(_format), Only = arguments.GetRequiredValue(_only) };
        FigureFiles.Check(options);
        var study = Study(arguments);
        if (study is null && !_data.Named(arguments))
            throw new ClienteleException("there is nothing to draw", null, "Name your data with --data, or a study with --study.");
        var locks = Locks(arguments, terminal, cancellationToken);
        var (written, seconds) = await ProgressDisplay.ShowAsync(terminal, async progress =>
        {
            var input = study is null ? new FigureInput() : OfStudy(study, arguments.GetValue(_run));
            if (_data.Named(arguments))
                input = await OfDataAsync(arguments, terminal, input, study, progress, cancellationToken);
            // Only now: reading and counting need no lock.
            using var held = await locks(study is not null && StudyTarget.Existing(study.Root).Holds(folder) ? study.Root : folder);
            var started = Stopwatch.GetTimestamp();
            return (FigureFiles.Write(folder, input, options, progress, cancellationToken), Stopwatch.GetElapsedTime(started).TotalSeconds);
        });
        if (written.Files.Count == 0)
            throw new ClienteleException($"nothing can be drawn: {Words.List([.. written.Missing.Select(figure => figure.Reason).Distinct()], 3)}", study?.Root, "Name your data with --data, or a study with personas and a finished run with --study.");
        foreach (var (name, reason) in written.Missing)
            terminal.Notice($"Left out: {name}, because {reason}.");
        if (terminal.Json)
        {
            JsonOutput.Write(terminal, new Result(folder, written.Files, written.Missing, Math.Round(seconds, 2)));
            return ExitCode.Done;
        }
        foreach (var file in written.Files)
            terminal.Line(file);
        var figures = written.Files.Count / (options.Themes.Count * options.Formats.Count);
        terminal.Notice($"{Number.Count(figures)} {(figures == 1 ? "figure" : "figures")} in {Number.Count(written.Files.Count)} files, drawn and written in {Number.Decimal(seconds, "0.0")} s.");
        return ExitCode.Done;
    }

    private StudyFolder? Study(ParseResult arguments)
    {
        var study = new StudyFolder(arguments.GetRequiredValue(_study)!);
        var named = arguments.GetResult(_study)?.IdentifierToken is not null;
        if (named)
            StudyTarget.Require(study.Root);
        return named || Directory.Exists(study.Root) ? study : null;
    }

    private static FigureInput OfStudy(StudyFolder study, string? run)
    {
        var input = new FigureInput
        {
            SegmentCount = SegmentCountRecord.Find(study),
            Run = run is not null || StudyRuns.Any(study) ? RunRecord.Load(StudyRuns.Find(study, run).RunFile) : null,
            Fidelity = FidelityFile.Find(study),
        };
        if (!Checksums.Has(study.Root, study.StudyFile, StudyRecord.Writer))
            return input;
        var model = SavedModel.Load(study);
        return input with
        {
            Personas = model.Personas,
            Mapping = model.Study.Mapping,
            DataSha256 = model.Study.DataSha256,
        };
    }

    // What is counted from the transactions; segments are the study's where it was made from the same files.
    private async Task<FigureInput> OfDataAsync(
        ParseResult arguments, Terminal terminal, FigureInput input, StudyFolder? study, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        var (threads, seed) = (_machine.Threads(arguments), _machine.Seed(arguments));
        var source = _data.Read(arguments, threads, study);
        var set = _features.Read(arguments);
        using var transactions = await TransactionLoader.LoadAsync(source, progress, cancellationToken);
        var shop = await ShopStatistics.ReadAsync(transactions, OrderStatuses.Read(source), cancellationToken);
        var features = await FeatureBuilder.BuildAsync(transactions, set, progress, cancellationToken);
        Segmentation segmentation;
        if (input.Personas is { } personas && study is not null && SavedModel.Load(study).Segmentation is { } saved)
        {
            if (input.DataSha256 != shop.DataSha256)
                throw new ClienteleException("the study was made from other files, or with another mapping, than these", source.Path, $"Name the files of {study.Root} with --data, or another folder with --study.");
            segmentation = saved with { Labels = saved.Assign(features) };
        }
        else
        {
            segmentation = Segmenter.Fit(features, new SegmentationOptions { Seed = seed, Threads = threads, Silhouette = false }, progress, cancellationToken);
            personas = PersonaProfiler.Describe(features, segmentation, shop.Currency);
            terminal.Notice($"There is no study of these data: the figures show {segmentation.K} segments made now, seed {seed}.");
        }
        return input with
        {
            Shop = shop,
            Customers = CustomerStatistics.Of(transactions, features, segmentation),
            Personas = personas,
            Mapping = shop.Mapping,
            DataSha256 = shop.DataSha256,
        };
    }

    private static IReadOnlyList<T> Choice<T>(string text, string choices)
        where T : struct, Enum => text == "both" ? Enum.GetValues<T>()
        : Enum.GetValues<T>().Where(value => value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)).ToArray() is [var one] ? [one]
        : throw new FormatException($"give {choices}.");

    private sealed record Result(string Folder, IReadOnlyList<string> Files, IReadOnlyList<MissingFigure> Missing, double Seconds);
}
