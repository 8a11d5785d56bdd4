using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;
using Clientele.Reporting;
using Clientele.Simulation;
using Clientele.Simulation.Agents;
using Clientele.Storage;

namespace Clientele;

/// <summary>What was learned from a shop's transactions: the model of a study. Enough to simulate without the transactions.</summary>
public sealed record ShopModel
{
    /// <summary>What it was learned from.</summary>
    public required StudyRecord Study { get; init; }

    /// <summary>The personas.</summary>
    public required PersonaSet Personas { get; init; }

    /// <summary>The segments; without labels when the model was read from a study.</summary>
    public required Segmentation Segmentation { get; init; }

    /// <summary>How the shop's customers choose.</summary>
    public required ChoiceModel Choices { get; init; }

    /// <summary>The customers as possible agents, without their ids.</summary>
    public required AgentRoster Customers { get; init; }

    /// <summary>Features of every customer; null when the model was read from a study.</summary>
    public FeatureMatrix? Features { get; init; }

    /// <summary>Rows of the input files that could not be used; empty when the model was read from a study.</summary>
    public IReadOnlyList<RejectedRow> Rejected { get; init; } = [];

    /// <summary>Text of the mapping, kept so that the studio can read the same files again; empty when the model was read from a
    /// study.</summary>
    internal string MappingYaml { get; init; } = "";

    /// <summary>The same as it lies in the study that it was read from; null when it was not.</summary>
    internal SavedModel? Saved { get; init; }

    /// <summary>Reads the model of a study.</summary>
    /// <exception cref="ClienteleException">There is no study, or a file of it is missing or damaged.</exception>
    public static ShopModel Load(StudyFolder study) => Checksums.Steady(study.Root, study.Root, () => ReadWhole(study));

    private static ShopModel ReadWhole(StudyFolder study)
    {
        var saved = SavedModel.Load(study);
        if (saved.Segmentation is null)
            throw new ClienteleException("this study holds personas only, and the choice model needs transactions", study.Root, "Let a language model answer (--model claude-haiku-5-5), or run clientele pipeline on the transactions.");
        return new ShopModel
        {
            Saved = saved,
            Study = saved.Study,
            Personas = saved.Personas,
            Segmentation = saved.Segmentation,
            Choices = Read(study.ChoiceModel, ChoiceModelFile.Load),
            Customers = Read(study.Agents, AgentFile.Load),
        };
    }

    /// <summary>Writes the model of a study: all files are put in place together.</summary>
    /// <param name="study">Where to. Two processes at once are kept apart by <see cref="StudyLock"/>, which the caller holds.</param>
    /// <param name="draft">What of this model was written already, while the choice model was fitted; null for nothing.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <exception cref="InvalidOperationException">The model was read from a study, and so has no features to write.</exception>
    /// <exception cref="ClienteleException">A file cannot be written.</exception>
    public void Save(StudyFolder study, ModelDraft? draft = null, CancellationToken cancellationToken = default)
    {
        var features = Features ?? throw new InvalidOperationException("A model that was read from a study is in that study already.");
        using var files = draft ?? ModelDraft.Write(study, features, Segmentation, Personas, cancellationToken);
        WholeFile.Write(files.Folder.ChoiceModel, stream => ChoiceModelFile.Save(Choices, stream));
        WholeFile.Write(files.Folder.Agents, stream => AgentFile.Save(Customers, stream));
        if (MappingYaml.Length > 0)
            WholeFile.WriteText(files.Folder.Mapping, MappingYaml);
        ModelWriter.Write(study, Study, features, Segmentation, Personas, Rejected, files, cancellationToken);
    }

    internal static ShopModel Of(
        Transactions transactions, FeatureMatrix features, Segmentation segmentation, PersonaSet personas, ChoiceModel choices, AgentRoster customers) => new()
        {
            Study = new StudyRecord
            {
                EngineVersion = EngineVersion.Number,
                GitRevision = EngineVersion.Revision,
                Inputs = transactions.Files,
                Mapping = transactions.Mapping.Name,
                MappingSha256 = transactions.Mapping.Sha256,
                Currency = transactions.Mapping.Currency,
                FeatureSet = features.FeatureSet,
                Customers = features.Count,
                K = segmentation.K,
                KChoice = segmentation.Choice,
                Seed = segmentation.Seed,
                ReadOn = transactions.ReadOn,
            },
            Personas = personas,
            Segmentation = segmentation,
            Choices = choices,
            Customers = customers,
            Features = features,
            MappingYaml = transactions.Mapping.Yaml,
            Rejected = transactions.Rejected,
        };

    private static T Read<T>(string path, Func<Stream, string, T> load)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return load(stream, path);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ClienteleException("this file of the study is missing", path, "Run clientele pipeline again.", problem);
        }
    }
}
