using System.Text.Json;
using Clientele.Clustering;
using Clientele.Data;
using Clientele.Data.Guessing;
using Clientele.Features;
using Clientele.Reporting;
using Clientele.Reporting.Statistics;
using Clientele.Simulation.Agents;
using Clientele.Storage;
using Clientele.Studio.Jobs;
using Clientele.Studio.Security;
using Clientele.Validation;

namespace Clientele.Studio.Work;

/// <summary>The study that all pages of this server work on: its data, what was learned from them, and the work that can be started.</summary>
internal sealed partial class Workspace
{
    private const string OtherAtWork = "Wait until it has ended, then try again.";
    private readonly Lock _gate = new();
    private readonly JobBoard _jobs;
    private (DateTime Written, SavedModel Model)? _saved;
    private (SavedModel Of, ShopModel Model)? _shop;
    private (string Model, CustomerStatistics Customers)? _map;

    /// <summary>Opens a study; what an earlier server left is taken up.</summary>
    /// <exception cref="ClienteleException">A file of it is damaged.</exception>
    public Workspace(StudioOptions options, JobBoard jobs)
    {
        (Options, _jobs, Study) = (options, jobs, new StudyFolder(Path.GetFullPath(options.Study)));
        Shelf = new DataShelf(options, Study.Studio);
        Requests = new RequestFiles(Study.Root, Study.Studio);
        Source = ReadSource() ?? LearnedSource();
        Draft = ReadDraft();
        Tidy();
    }

    // What a server that was killed left of large data; where another process is at work, it may be in use.
    private void Tidy()
    {
        if (StudyFile.Inside(Study.Root, Scratch) is not { } left || !Directory.Exists(left))
            return;
        try
        {
            using var held = StudyLock.TryTake(Study.Root, "studio: starting");
            if (held is not null)
                Directory.Delete(left, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ClienteleException)
        {
            Options.Notice(Options.Hide($"studio: what is left of an earlier server's data cannot be deleted: {problem.Message}".ReplaceLineEndings(" ")));
        }
    }

    /// <summary>What the server was started with.</summary>
    public StudioOptions Options { get; }

    /// <summary>The study.</summary>
    public StudyFolder Study { get; }

    /// <summary>Where data may come from.</summary>
    public DataShelf Shelf { get; }

    /// <summary>What was asked of simulated customers.</summary>
    public RequestFiles Requests { get; }

    /// <summary>The data in use; null before any were chosen.</summary>
    public DataSource? Source { get; private set; }

    /// <summary>Those data as they were last read by this server; null when they were not.</summary>
    public CheckedData? Checked { get; private set; }

    /// <summary>The run that was started last by this server; null before the first.</summary>
    public LiveRun? Live { get; private set; }

    private string Scratch => Path.Combine(Study.Studio, "scratch");

    private string SourceFile => Path.Combine(Study.Studio, "source.json");

    /// <summary>The study's personas and segments; null before anything was learned.</summary>
    /// <exception cref="ClienteleException">A file of the model is missing or damaged.</exception>
    public SavedModel? Model()
    {
        lock (_gate)
        {
            if (!File.Exists(Study.StudyFile))
                return null;
            // Also what somebody edits by hand, in the middle of the server's life.
            var written = Directory.Exists(Study.Model) ? Directory.EnumerateFiles(Study.Model).Append(Study.StudyFile).Max(File.GetLastWriteTimeUtc) : File.GetLastWriteTimeUtc(Study.StudyFile);
            if (_saved is { } known && known.Written == written)
                return known.Model;
            StudyFile.Require(Study.Root, Study.StudyFile);
            StudyFile.RequireNoLinks(Study.Root, Study.Model);
            var model = SavedModel.Load(Study);
            _saved = (written, model);
            return model;
        }
    }

    /// <summary>Chooses data: looks at a folder of the shelf and takes a mapping for it.</summary>
    /// <param name="folder">One of <see cref="DataShelf.Folders"/>.</param>
    /// <param name="mapping">A shipped mapping's name; null = a guess from the files.</param>
    /// <returns>What was guessed and what is missing; empty for a shipped mapping.</returns>
    /// <exception cref="ClienteleException">The folder may not be read, or holds nothing that could be transactions.</exception>
    public MappingTemplate Choose(string folder, string? mapping)
    {
        using var held = Hold("choosing data");
        return Take(folder, mapping);
    }

    /// <summary>Looks at a folder and takes the mapping that it guesses: a job, for the files may be long.</summary>
    /// <param name="folder">One of <see cref="DataShelf.Folders"/>.</param>
    /// <returns>What was guessed; null when it was cancelled or failed, which the job says.</returns>
    /// <exception cref="ClienteleException">Something else is at work.</exception>
    public async Task<MappingTemplate?> GuessAsync(string folder)
    {
        MappingTemplate? template = null;
        var job = Start("data", $"Looking at {Path.GetFileName(folder)}", "/", (_, _, cancellationToken) =>
        {
            template = Take(folder, null, cancellationToken);
            return Task.CompletedTask;
        });
        await job.Work.ConfigureAwait(false);
        return template;
    }

    private MappingTemplate Take(string folder, string? mapping, CancellationToken cancellationToken = default)
    {
        if (!Shelf.Allows(folder))
            throw new ClienteleException("this folder was not named when the studio was started", Path.GetFileName(folder), "Start it with --data and the folder, or upload the files.");
        var template = mapping is null ? MappingTemplate.Guess(folder, Today(), cancellationToken) : new MappingTemplate(MappingFile.ReadShipped(mapping), [], []);
        Use(new DataSource(folder, (mapping ?? ShippedName(template.Yaml) ?? "mapping") + ".yaml", template.Yaml));
        return template;
    }

    /// <summary>Takes another text of the mapping.</summary>
    public void Remap(string yaml)
    {
        using var held = Hold("changing the mapping");
        Use((Source ?? throw new InvalidOperationException("No data are chosen.")) with { MappingName = "mapping.yaml", MappingYaml = yaml });
    }

    /// <summary>Deletes an upload.</summary>
    /// <exception cref="ClienteleException">Something is at work, this is no upload, or it cannot be deleted.</exception>
    public void RemoveUpload(string folder)
    {
        using var held = Hold("deleting an upload");
        Shelf.Remove(folder);
        if (Source?.Folder != folder)
            return;
        File.Delete(StudyFile.Require(Study.Root, SourceFile));
        (Source, Checked) = (null, null);
    }

    /// <summary>The study's comparison of numbers of segments; null when it has none.</summary>
    /// <exception cref="ClienteleException">The file is damaged.</exception>
    public SegmentCountRecord? ComparedSegments() => StudyFile.Inside(Study.Root, Study.SegmentCount) is null ? null : SegmentCountRecord.Find(Study);

    // Work that goes on belongs to the data that it was started with; so does that of another process.
    private StudyLock Hold(string verb)
    {
        if (_jobs.Latest is { Running: true } busy)
            throw new ClienteleException($"\"{busy.Title}\" is still at work", null, "Wait until it has ended, or cancel it.");
        return StudyLock.Take(Study.Root, $"studio: {verb}", OtherAtWork);
    }

    // Nothing is written, and nothing read, through a link that somebody put below the study; the shelf looks at its own folders.
    private Job Start(string kind, string title, string page, Func<Job, IProgress<StageProgress>, CancellationToken, Task> work) => _jobs.Start(kind, title, page, async (job, progress, cancellationToken) =>
    {
        using var held = StudyLock.Take(Study.Root, $"studio: {title}", OtherAtWork);
        StudyFile.RequireNoLinks(Study.Root, Study.Root, Shelf.Places);
        await work(job, progress, cancellationToken).ConfigureAwait(false);
    });

    /// <summary>Reads all rows and accounts for each.</summary>
    public Job Check()
    {
        var source = RequireSource();
        return Start("data", $"Reading {Path.GetFileName(source.Folder)}", "/", async (_, progress, cancellationToken) =>
        {
            Checked = null;
            // To the end, so that the account is whole; the share of rejected rows is judged on the page.
            using var transactions = await TransactionLoader.LoadAsync(source.Read(Options, Scratch, toTheEnd: true), progress, cancellationToken).ConfigureAwait(false);
            Checked = CheckedData.Of(source, transactions);
        });
    }

    /// <summary>Writes a made-up store and reads it.</summary>
    public Job MakeStore(int orders, int seed) => Start("data", $"Writing a synthetic store of {Number.Count(orders)} orders", "/", async (_, progress, cancellationToken) =>
    {
        Checked = null;
        var folder = StudyFile.Require(Study.Root, Shelf.Store);
        await SyntheticStore.WriteAsync(folder, new SyntheticStoreOptions { Orders = orders, Seed = seed, Threads = Options.Threads, Overwrite = true }, progress, cancellationToken).ConfigureAwait(false);
        Take(folder, "olist", cancellationToken);
        using var transactions = await TransactionLoader.LoadAsync(Source!.Read(Options, Scratch, toTheEnd: true), progress, cancellationToken).ConfigureAwait(false);
        Checked = CheckedData.Of(Source, transactions);
    });

    /// <summary>Takes an upload in.</summary>
    /// <returns>Its folder; null when it was cancelled or failed, which the job says.</returns>
    public async Task<string?> Upload(IReadOnlyList<(string Name, long Size, Func<long, CancellationToken, Stream> Open)> files)
    {
        string? folder = null;
        var job = Start("data", $"Taking in {Number.Count(files.Count)} {(files.Count == 1 ? "file" : "files")}", "/", async (_, progress, cancellationToken) =>
            folder = await Shelf.StoreAsync(files, progress, cancellationToken).ConfigureAwait(false));
        await job.Work.ConfigureAwait(false);
        return folder;
    }

    /// <summary>Compares numbers of segments and keeps the comparison in the study.</summary>
    public Job CompareSegments(SegmentCountOptions options)
    {
        var source = RequireSource();
        return Start("segments", $"Comparing {options.Smallest} to {options.Largest} segments", "/segments", async (_, progress, cancellationToken) =>
        {
            using var transactions = await TransactionLoader.LoadAsync(source.Read(Options, Scratch), progress, cancellationToken).ConfigureAwait(false);
            var features = await FeatureBuilder.BuildAsync(transactions, FeatureSet.Load("reference"), progress, cancellationToken).ConfigureAwait(false);
            var compared = SegmentCount.Evaluate(features, options, progress, cancellationToken);
            SegmentCountRecord.From(compared, transactions).Save(Study);
        });
    }

    /// <summary>Learns segments, personas and the choice model.</summary>
    public Job Learn(int k, int seed)
    {
        var source = RequireSource();
        return Start("learn", $"Learning {Number.Count(k)} segments and how they choose", "/segments", async (_, progress, cancellationToken) =>
        {
            using var transactions = await TransactionLoader.LoadAsync(source.Read(Options, Scratch), progress, cancellationToken).ConfigureAwait(false);
            var model = await Pipeline.LearnAsync(transactions, new LearningPlan
            {
                Features = FeatureSet.Load("reference"),
                Segmentation = new SegmentationOptions { K = k, Seed = seed, Threads = Options.Threads },
                ChoiceModel = new ChoiceModelOptions { Seed = seed, Threads = Options.Threads },
            }, progress, cancellationToken: cancellationToken).ConfigureAwait(false);
            model.Save(Study, cancellationToken: cancellationToken);
            lock (_gate)
                (_saved, _shop, _map) = (null, null, null);
            // The map needs every customer's features, which the study's model does not keep in memory.
            if (Model() is { } saved)
                _map = (saved.Sha256, CustomerStatistics.Of(transactions, model.Features!, model.Segmentation));
        });
    }

    /// <summary>Customers' features counted, for the map of a model's segments; null when this server has neither learned nor counted them for this model.</summary>
    public CustomerStatistics? Map(SavedModel model) => _map is { } known && known.Model == model.Sha256 ? known.Customers : null;

    /// <summary>Counts customers' features for the map of segments that were learned before.</summary>
    public Job CountForMap()
    {
        var source = RequireSource();
        var model = Model() ?? throw new ClienteleException("nothing is learned yet", null, "Learn segments first.");
        return Start("segments", "Reading customers for the map", "/segments", async (_, progress, cancellationToken) =>
        {
            using var transactions = await TransactionLoader.LoadAsync(source.Read(Options, Scratch), progress, cancellationToken).ConfigureAwait(false);
            if (transactions.DataSha256 != model.Study.DataSha256)
                throw new ClienteleException("the segments were learned from other files, or with another mapping, than the data now chosen", Path.GetFileName(source.Folder), "Choose the data that they were learned from on the page Data, or learn segments anew.");
            if (model.Segmentation is not { } segments)
                throw new ClienteleException("this study has no file of its segments", null, "Learn segments anew.");
            var features = await FeatureBuilder.BuildAsync(transactions, FeatureSet.Load("reference"), progress, cancellationToken).ConfigureAwait(false);
            _map = (model.Sha256, CustomerStatistics.Of(transactions, features, segments with { Labels = segments.Assign(features) }));
        });
    }

    /// <summary>Holds the simulated customers against held-out real ones.</summary>
    public Job Validate()
    {
        var source = RequireSource();
        var model = Model() ?? throw new ClienteleException("nothing is learned yet", null, "Learn segments first.");
        return Start("validate", "Measuring on held-out customers", "/fidelity", async (_, progress, cancellationToken) =>
        {
            using var transactions = await TransactionLoader.LoadAsync(source.Read(Options, Scratch), progress, cancellationToken).ConfigureAwait(false);
            var plan = new FidelityPlan(FeatureSet.Load("reference"), ValidatedAgent.Choice(new ChoiceModelOptions { Seed = model.Study.Seed, Threads = Options.Threads }))
            {
                Segmentation = new SegmentationOptions { K = model.Study.K, Seed = model.Study.Seed, Threads = Options.Threads },
                Seed = model.Study.Seed,
                Threads = Options.Threads,
                Cache = new BaselineCache(Study.Cache),
            };
            FidelityFiles.Write(Study, await FidelityValidator.ValidateAsync(transactions, plan, null, progress, cancellationToken).ConfigureAwait(false));
        });
    }

    private DataSource RequireSource() => Source is null ? throw new ClienteleException("no data are chosen yet", null, "Choose them on the page Data.")
        : Shelf.Allows(Source.Folder) ? Source
        : throw new ClienteleException("the study's data folder was not named when the studio was started", Path.GetFileName(Source.Folder), "Start it with --data and that folder, or choose other data on the page Data.");

    private static DateOnly Today() => DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);

    private void Use(DataSource source)
    {
        source = source with { ReadOn = Today() };
        WholeFile.Write(StudyFile.Require(Study.Root, SourceFile), stream => JsonSerializer.Serialize(stream, source, JsonFormat.Options));
        (Source, Checked) = (source, null);
    }

    private DataSource? ReadSource() => StudyFile.Inside(Study.Root, SourceFile) is { } file && File.Exists(file)
        ? JsonFormat.Read<DataSource>(file, DataSource.SchemaName, "the page Data") : null;
}
