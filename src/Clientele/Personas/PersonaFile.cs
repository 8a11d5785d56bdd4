using System.Security.Cryptography;
using System.Text.Json;
using Clientele.Features;

namespace Clientele.Personas;

/// <summary>Writes and reads personas.json.</summary>
public static class PersonaFile
{
    /// <summary>Name and version of the format, the file's first field.</summary>
    public const string Schema = "clientele/personas/v1";

    private const string Note =
        "Statistics of real customers, group by group. value = mean, std with ddof 1, zscore = (value - population mean) / population std. "
        + "A customer without any review counts as not positive in is_positive_reviewer.";

    /// <summary>Writes the personas, whole or not at all. Equal sets give equal bytes.</summary>
    /// <exception cref="ClienteleException">The file cannot be written.</exception>
    public static void Save(PersonaSet personas, string path) =>
        WholeFile.Write(path, stream => JsonSerializer.Serialize(stream, Document(personas), JsonFormat.Options));

    /// <summary>Reads a file that <see cref="Save"/> wrote, and checks it.</summary>
    /// <exception cref="ClienteleException">The file is missing, not JSON, of another format, or its numbers contradict each other; the
    /// message names the file and the place in it.</exception>
    public static PersonaSet Load(string path)
    {
        var document = JsonFormat.Read<PersonaDocument>(path, Schema, "clientele pipeline");
        try
        {
            return new Reader(path, document).Read();
        }
        catch (ArgumentException problem)
        {
            throw new ClienteleException(problem.Message, Path.GetFileName(path), "Write the file anew with clientele pipeline.", problem);
        }
    }

    /// <summary>SHA-256 of all that a file of these personas holds but names, sentences and prompts, which may be edited. Lower-case hexadecimal.</summary>
    internal static string NumbersSha256(PersonaSet personas)
    {
        var document = Document(personas);
        document = document with { Personas = [.. document.Personas.Select(entry => entry with { PersonaName = "", Profile = [], DecisionHeuristics = [], SystemPrompt = "" })] };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(document, JsonFormat.Options)));
    }

    private static PersonaDocument Document(PersonaSet set) => new(
        Schema,
        Note,
        set.Currency,
        set.Customers,
        [.. set.Features.Select(FeatureFormat.Entry)],
        ByFeature(set.Features, set.Population, summary => new PopulationEntry(
            summary.Mean, summary.StandardDeviation, summary.Q10, summary.Q25, summary.Median, summary.Q75, summary.Q90)),
        [.. set.Personas.Select(persona => Entry(set, persona))])
    {
        Period = set.Period,
    };

    private static PersonaEntry Entry(PersonaSet set, Persona persona) => new(
        persona.Segment,
        persona.Id,
        persona.Name,
        persona.Size,
        100 * persona.Share,
        ByFeature(set.Features, [.. persona.Features.Zip(set.Population)], pair => new StatisticEntry(
            pair.First.Mean, pair.First.ZScore, pair.First.StandardDeviation, pair.First.Q10, pair.First.Q25, pair.First.Median, pair.First.Q75, pair.First.Q90, pair.Second.Mean)),
        [.. persona.Profile.Select(statement => statement.Text)],
        [.. persona.Heuristics.Select(statement => statement.Text)],
        persona.SystemPrompt,
        new EvidenceLists([.. persona.Profile.Select(Entry)], [.. persona.Heuristics.Select(Entry)]));

    private static StatementEntry Entry(Statement statement) => new(
        statement.Kind,
        statement.Distinguishing,
        [.. statement.Evidence.Select(evidence => new EvidenceEntry(evidence.Feature, evidence.Value, evidence.PopulationValue, evidence.ZScore))]);

    private static OrderedDictionary<string, TEntry> ByFeature<TValue, TEntry>(
        IReadOnlyList<FeatureDefinition> features, IReadOnlyList<TValue> values, Func<TValue, TEntry> entry)
    {
        var byFeature = new OrderedDictionary<string, TEntry>(StringComparer.Ordinal);
        for (var j = 0; j < features.Count; j++)
            byFeature.Add(features[j].Name, entry(values[j]));
        return byFeature;
    }

    /// <summary>Turns a document into a set and checks what the schema cannot say.</summary>
    private sealed class Reader(string path, PersonaDocument document)
    {
        public PersonaSet Read()
        {
            var features = document.Features.Select((entry, j) => FeatureFormat.Definition(entry, path, $"$.features[{j}]")).ToList();
            var names = features.Select(feature => feature.Name).ToList();
            if (names.Distinct(StringComparer.Ordinal).Count() != names.Count)
                throw Wrong("$.features", "two features have one name");
            SameFeatures(names, document.Population.Keys, "$.population");
            if (document.Personas.Sum(entry => (long)entry.Size) is var sum && sum != document.Customers)
                throw Wrong("$.customers", $"{document.Customers}, but the personas' sizes add up to {sum}");
            var personas = document.Personas.Select((entry, i) => Persona(entry, i, names)).ToList();
            Distinct("cluster_id", entry => entry.ClusterId);
            Distinct("id", entry => entry.Id);
            Distinct("persona_name", entry => entry.PersonaName);
            for (var i = 0; i < personas.Count; i++)
                if (personas[i].Segment != i)
                    throw Wrong($"$.personas[{i}].cluster_id", $"{personas[i].Segment} where {i} was expected: personas stand in the order of their numbers, from 0");
            return new PersonaSet
            {
                Features = features,
                Population = [.. names.Select(name => Population(document.Population[name]))],
                Personas = personas,
                Customers = document.Customers,
                Currency = document.Currency,
                Period = document.Period is { } period && period.Last < period.First ? throw Wrong("$.period", "it ends before it begins") : document.Period,
            };
        }

        private static FeatureSummary Population(PopulationEntry entry) =>
            new(entry.Mean, entry.Std, entry.Q10, entry.Q25, entry.Median, entry.Q75, entry.Q90, 0);

        private Persona Persona(PersonaEntry entry, int i, List<string> names)
        {
            var at = $"$.personas[{i}]";
            if (entry.Size < 1)
                throw Wrong(at + ".size", $"{entry.Size} customers");
            if (string.IsNullOrWhiteSpace(entry.PersonaName))
                throw Wrong(at + ".persona_name", "empty name");
            if (entry.Id.Length == 0 || entry.Id.Any(letter => !char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter) && letter != '_'))
                throw Wrong(at + ".id", $"\"{entry.Id}\" is not made of lower-case letters, digits and underscores");
            SameFeatures(names, entry.RawStatistics.Keys, at + ".raw_statistics");
            if (Math.Abs(entry.Percentage - 100.0 * entry.Size / document.Customers) > 1e-6)
                throw Wrong(at + ".percentage", $"{entry.Percentage}, but {entry.Size} of {document.Customers} customers are {100.0 * entry.Size / document.Customers} %");
            return new Persona
            {
                Segment = entry.ClusterId,
                Name = entry.PersonaName,
                Id = entry.Id,
                Size = entry.Size,
                Share = (double)entry.Size / document.Customers,
                Features = [.. names.Select(name => entry.RawStatistics[name]).Select(statistic => new FeatureSummary(
                    statistic.Value, statistic.Std, statistic.Q10, statistic.Q25, statistic.Median, statistic.Q75, statistic.Q90, statistic.Zscore))],
                Profile = Statements(entry.Profile, entry.Evidence.Profile, at + ".profile", names),
                Heuristics = Statements(entry.DecisionHeuristics, entry.Evidence.DecisionHeuristics, at + ".decision_heuristics", names),
                SystemPrompt = entry.SystemPrompt,
            };
        }

        private List<Statement> Statements(IReadOnlyList<string> texts, IReadOnlyList<StatementEntry> evidence, string at, List<string> names)
        {
            if (texts.Count != evidence.Count)
                throw Wrong(at, $"{texts.Count} sentences with evidence for {evidence.Count}");
            for (var i = 0; i < texts.Count; i++)
                if (evidence[i].Evidence.Count == 0)
                    throw Wrong($"{at}[{i}]", "a sentence without evidence");
                else if (evidence[i].Evidence.FirstOrDefault(item => !names.Contains(item.Feature)) is { } stranger)
                    throw Wrong($"{at}[{i}]", $"evidence of an unknown feature, {stranger.Feature}");
            return [.. texts.Zip(evidence, (text, entry) => new Statement(
                entry.Kind, text, [.. entry.Evidence.Select(item => new Evidence(item.Feature, item.Value, item.Population, item.Zscore))])
                { Distinguishing = entry.Distinguishing })];
        }

        private void Distinct<T>(string field, Func<PersonaEntry, T> key)
        {
            if (document.Personas.GroupBy(key).FirstOrDefault(same => same.Count() > 1) is { } same)
                throw Wrong("$.personas", $"two personas with the {field} {same.Key}");
        }

        private void SameFeatures(List<string> names, IEnumerable<string> found, string at)
        {
            var other = found.ToList();
            if (names.Except(other).FirstOrDefault() is { } missing)
                throw Wrong(at, $"feature {missing} is missing");
            if (other.Except(names).FirstOrDefault() is { } unknown)
                throw Wrong(at, $"feature {unknown} is not among $.features");
        }

        private ClienteleException Wrong(string at, string problem) =>
            new(problem, $"{Path.GetFileName(path)}, {at}", "Write the file anew with clientele pipeline instead of editing it.");
    }
}
