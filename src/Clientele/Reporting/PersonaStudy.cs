using System.Security.Cryptography;
using Clientele.Personas;
using Clientele.Storage;

namespace Clientele.Reporting;

/// <summary>A study that holds personas and nothing else: enough for a language model to answer for them, without the transactions that they came from.</summary>
public static class PersonaStudy
{
    /// <summary>Copies a <c>personas.json</c> into a study; one that holds the same personas already is left as it is.</summary>
    /// <param name="study">The study.</param>
    /// <param name="personas">A file that <c>clientele pipeline</c> wrote.</param>
    /// <exception cref="ClienteleException">No such file, or the study holds other personas.</exception>
    public static void Create(StudyFolder study, string personas)
    {
        var set = PersonaFile.Load(personas);
        var content = File.ReadAllBytes(personas);
        if (File.Exists(study.StudyFile))
        {
            if (File.Exists(study.Personas) && File.ReadAllBytes(study.Personas).AsSpan().SequenceEqual(content))
                return;
            throw new ClienteleException("this study holds other personas", study.Root, "Choose another folder with --out.");
        }
        using var files = new DraftFolder(study.Root);
        var draft = new StudyFolder(files.Root);
        WholeFile.Write(draft.Personas, stream => stream.Write(content));
        new StudyRecord
        {
            EngineVersion = EngineVersion.Number,
            GitRevision = EngineVersion.Revision,
            Inputs = [],
            Mapping = "personas.json",
            MappingSha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
            Currency = set.Currency,
            FeatureSet = "personas.json",
            Customers = set.Customers,
            K = set.Personas.Count,
            Seed = 0,
            PersonaNumbersSha256 = PersonaFile.NumbersSha256(set),
        }.Save(draft.StudyFile);
        files.Commit(files.Seal(ModelDraft.IsPart));
    }
}
