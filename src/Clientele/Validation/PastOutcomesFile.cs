using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Clientele.Simulation;

namespace Clientele.Validation;

/// <summary>Reads past experiments from CSV with the columns <c>scenario</c>, <c>variant</c>, <c>n</c> and <c>conversions</c>, in any order and no others. A scenario is the name of
/// a built-in one or a YAML file, relative to the CSV's folder.</summary>
public static class PastOutcomesFile
{
    /// <summary>Largest file that is read, in bytes.</summary>
    public const int MaxBytes = 1 << 20;

    private static readonly string[] Columns = ["scenario", "variant", "n", "conversions"];

    /// <summary>Reads a file.</summary>
    /// <exception cref="ClienteleException">It cannot be read, or a line is not as it must be; the message names file and line.</exception>
    public static PastOutcomes Load(string path)
    {
        byte[] bytes;
        string text;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxBytes })
                throw new ClienteleException($"the file is larger than {MaxBytes:N0} bytes", path, "It takes one line a variant of a past experiment.");
            bytes = File.ReadAllBytes(path);
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new ClienteleException($"the past experiments cannot be read: {problem.Message}", path, "Give a CSV file in UTF-8 with the columns scenario, variant, n, conversions.", problem);
        }
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        string At(int line) => string.Create(CultureInfo.InvariantCulture, $"{path}, line {line + 1}");
        var header = Fields(lines[0], At(0));
        int[] column = Array.ConvertAll(Columns, name => Array.IndexOf(header, name));
        if (header.Length != Columns.Length || column.Contains(-1))
            throw new ClienteleException($"the columns are {Words.Cut(string.Join(", ", header), 100)}", At(0), "They must be scenario, variant, n, conversions, in any order and no others.");

        var definitions = new Dictionary<string, ScenarioDefinition>(StringComparer.Ordinal);
        var arms = new List<(int Line, ScenarioDefinition Definition, PastArm Arm)>();
        for (var line = 1; line < lines.Length; line++)
        {
            if (lines[line].Length == 0)
                continue;
            var fields = Fields(lines[line], At(line));
            if (fields.Length != Columns.Length)
                throw new ClienteleException($"{fields.Length} fields where there are {Columns.Length} columns", At(line), "Put a text that holds a comma in double quotes.");
            var (name, variant) = (fields[column[0]], fields[column[1]]);
            if (!definitions.TryGetValue(name, out var definition))
                definitions[name] = definition = Definition(name, path, At(line));
            if (definition.Scenarios.FirstOrDefault(one => one.Variant == variant) is not { } scenario)
                throw new ClienteleException($"the scenario {definition.Name} has no variant \"{Words.Cut(variant, 40)}\"", At(line), $"It has {Words.List(definition.Variants, 9)}.");
            var (n, conversions) = (Whole(fields[column[2]], "n", At(line)), Whole(fields[column[3]], "conversions", At(line)));
            if (n < 1 || conversions > n)
                throw new ClienteleException(string.Create(CultureInfo.InvariantCulture, $"{conversions} conversions of {n} customers"), At(line), "n is the number of customers who saw the variant, conversions those of them who bought.");
            if (arms.Find(one => one.Definition.Name == definition.Name && (!ReferenceEquals(one.Definition, definition) || one.Arm.Scenario.Variant == variant)) is { Arm: not null } twice)
                throw new ClienteleException(ReferenceEquals(twice.Definition, definition) ? $"{definition.Name}, {variant} stands in line {twice.Line + 1} already" : $"another scenario of line {twice.Line + 1} is called {definition.Name} too",
                    At(line), "One line a scenario and variant; scenarios are told apart by their names.");
            arms.Add((line, definition, new PastArm(scenario, n, conversions)));
        }
        if (arms.Count == 0)
            throw new ClienteleException("the file holds no experiment", path, "It takes one line a variant: scenario, variant, n, conversions.");
        var experiments = new List<PastExperiment>();
        foreach (var group in arms.GroupBy(one => one.Definition.Name))
        {
            var (line, definition, _) = group.First();
            var control = definition.Variants[0];
            if (group.All(one => one.Arm.Scenario.Variant != control))
                throw new ClienteleException($"{definition.Name} lacks its control \"{control}\", which the others are compared with", At(line), "The control is the first variant of the scenario's file.");
            experiments.Add(new PastExperiment(definition.Name, [.. group.Select(one => one.Arm).OrderBy(arm => arm.Scenario.Variant == control ? 0 : 1)]));
        }
        return new PastOutcomes(path, Convert.ToHexStringLower(SHA256.HashData(bytes)), experiments);
    }

    private static ScenarioDefinition Definition(string name, string path, string at)
    {
        if (BuiltInScenarios.Names.Contains(name))
            return BuiltInScenarios.Get(name);
        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "", name);
        if (name.Length == 0 || !File.Exists(file))
            throw new ClienteleException($"\"{Words.Cut(name, 60)}\" is neither a built-in scenario nor a file beside the CSV", at,
                $"{BuiltInScenarios.Suggest(name)} A file is named relative to the CSV's folder.");
        return ScenarioFile.Load(file) is [var one] ? one
            : throw new ClienteleException($"\"{Words.Cut(name, 60)}\" holds more than one scenario", at, "Name a file that holds one, so that its variants can be told.");
    }

    private static long Whole(string text, string column, string at) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new ClienteleException($"{column} is \"{Words.Cut(text, 20)}\", not a whole number", at, "Write digits only: 12500.");

    // RFC 4180 within a line; blanks around a field are not part of it unless it is quoted.
    private static string[] Fields(string line, string at)
    {
        var fields = new List<string>();
        for (var i = 0; ; i++)
        {
            var field = new StringBuilder();
            while (i < line.Length && line[i] == ' ')
                i++;
            if (i < line.Length && line[i] == '"')
            {
                for (i++; ; i++)
                {
                    if (i >= line.Length)
                        throw new ClienteleException("a double quote is never closed", at, "Write \"\" for a quote within quotes.");
                    if (line[i] == '"' && (i + 1 >= line.Length || line[i + 1] != '"'))
                        break;
                    i += line[i] == '"' ? 1 : 0;
                    field.Append(line[i]);
                }
                for (i++; i < line.Length && line[i] == ' '; i++) { }
                if (i < line.Length && line[i] != ',')
                    throw new ClienteleException("a field goes on after its closing quote", at, "Write \"\" for a quote within quotes.");
                fields.Add(field.ToString());
            }
            else
            {
                for (; i < line.Length && line[i] != ','; i++)
                    field.Append(line[i]);
                fields.Add(field.ToString().TrimEnd(' '));
            }
            if (i >= line.Length)
                return [.. fields];
        }
    }
}
