using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Clientele.Simulation;
using Clientele.Simulation.Agents;

namespace Clientele.Validation.Experiments;

/// <summary>Reads a validation protocol from YAML. Everything is required and nothing else is known: a default would be a choice that the hash does not cover.</summary>
internal static class ExperimentProtocolFile
{
    private const string Schema = "clientele/validation-protocol/v1";

    private static readonly string[] Kinds = [MaskedOrder.Plan, MaskedOrder.Method, MaskedOrder.Stars, MaskedOrder.Ticket, MaskedOrder.Category, MaskedOrder.Items];

    private static readonly string[] Attributes = ["plan", "stars", "value_decile", "category", "state", "lateness"];

    /// <summary>Text of the shipped protocol.</summary>
    public static string ReadShipped()
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("experiments/protocol.yaml")
            ?? throw new InvalidOperationException("The protocol is not in the assembly.");
        return new StreamReader(resource, Encoding.UTF8).ReadToEnd();
    }

    /// <summary>Reads a protocol.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="file">File name for messages.</param>
    /// <exception cref="ClienteleException">The text has problems; each is named with line and column.</exception>
    public static ExperimentProtocol Parse(string yaml, string file)
    {
        var problems = new List<YamlProblem>();
        var maps = YamlMap.Parse(yaml, file, problems);
        if (maps.Count > 1)
            maps[1].Problem(null, "a protocol file holds one protocol");
        var protocol = maps.Count > 0 ? Read(maps[0]) : null;
        if (problems.Count > 0)
            throw YamlMap.Failure(problems);
        return protocol! with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(yaml.ReplaceLineEndings("\n")))) };
    }

    private static ExperimentProtocol Read(YamlMap map)
    {
        map.Word("schema", [Schema], required: true);
        var experiments = map.Map("experiments", required: true);
        var protocol = new ExperimentProtocol
        {
            Sha256 = "",
            Seed = (ulong)Whole(map, "seed", 0, int.MaxValue),
            Bootstraps = Whole(map, "bootstraps", 2, 100_000),
            CostlyBootstraps = Whole(map, "costly_bootstraps", 2, 100_000),
            EceBins = Whole(map, "ece_bins", 2, 1000),
            CountingThreshold = Real(map, "counting_threshold", 0, 10),
            EarlierShare = Real(map, "earlier_share", 0, 1),
            MinimumInstalment = MinimumInstalment(experiments?.Map("minimum_instalment", required: true)),
            BrokenPromise = BrokenPromise(experiments?.Map("broken_promise", required: true)),
            Events = [.. (experiments?.Maps("events", required: true) ?? []).Select(Event)],
            OwnPrice = Section(experiments, "own_price", one => new OwnPriceDesign(Whole(one, "min_products", 2, 1_000_000), Whole(one, "period_days", 1, 366))) ?? new(2, 1),
            FreightRoutes = Section(experiments, "freight_routes", one => new FreightDesign(Whole(one, "min_orders", 10, 10_000_000), Real(one, "moved_share", 0, 10))) ?? new(10, 0),
            Outcomes = Section(experiments, "outcomes", one => new OutcomesDesign(Whole(one, "min_effects", 2, 1000), Real(one, "min_reliability", 0, 1), Whole(one, "min_levels", 2, 1000))) ?? new(2, 0, 2),
            NextOrder = Section(map, "next_order", one => new NextOrderDesign(Days(one, "instalment_cuts"), Whole(one, "price_classes", 2, 10), Whole(one, "min_pairs", 2, 1_000_000))) ?? new([], 2, 2),
            Scoring = Section(experiments, "scoring", one => new ScoringDesign(Whole(one, "draws", 2, 100_000))) ?? new(2),
            WorldTruth = Section(experiments, "world_truth",
                one => new WorldTruthDesign(Whole(one, "contexts", 1, 1_000_000), Whole(one, "model_contexts", 1, 1_000_000), Whole(one, "draws", 2, 100_000))) ?? new(1, 1, 2),
            Tasks = [.. map.Maps("tasks", required: true).Select(Task)],
            Population = Section(map, "population", Population) ?? new([], 1, 1, [], 0),
            Trust = Section(map, "trust", Trust) ?? TrustDesign.None,
            Targets = Targets(map.Map("targets", required: true)),
        };
        experiments?.RefuseUnknown();
        map.RefuseUnknown();
        return protocol;
    }

    private static MinimumInstalmentDesign MinimumInstalment(YamlMap? map)
    {
        if (map is null)
            return new(1, [], 0, 2, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1, 0);
        var design = new MinimumInstalmentDesign(
            Real(map, "bandwidth", .01, 1), [.. Reals(map, "bandwidth_variants", .01, 1)], Real(map, "donut", 0, .5), Whole(map, "first_scored", 2, 60), Real(map, "below", 1e-6, 1e6),
            Real(map, "honest_factor", 1, 10), Real(map, "honest_addition", 0, 1), Whole(map, "splits", 1, 100_000), Whole(map, "period_months", 1, 120),
            Real(map, "density_bin", .001, 1), Real(map, "placebo_offset", .01, .99), Real(map, "placebo_bandwidth", .01, .5), Whole(map, "min_side", 4, 1_000_000),
            Whole(map, "min_cutoffs", 1, 60), Whole(map, "min_significant", 1, 1000), Real(map, "min_reliability", 0, 1));
        map.RefuseUnknown();
        return design;
    }

    private static BrokenPromiseDesign BrokenPromise(YamlMap? map)
    {
        if (map is null)
            return new([], 0, 1, 1, 1, 0, 1);
        var design = new BrokenPromiseDesign(
            Days(map, "cuts"), Whole(map, "kept_from", -365, 0), Whole(map, "broken_to", 1, 365), Whole(map, "min_bin", 2, 1_000_000), Whole(map, "min_bins", 2, 1000),
            Real(map, "min_reliability", 0, 1), Whole(map, "splits", 1, 100_000));
        map.RefuseUnknown();
        return design;
    }

    private static EventDesign Event(YamlMap map)
    {
        var (from, to, lateFrom, lateTo) = (Date(map, "from"), Date(map, "to"), Date(map, "late_from"), Date(map, "late_to"));
        if (lateTo < lateFrom)
            map.Problem("late_to", "`late_to` is before `late_from`");
        if (to < from)
            map.Problem("to", "`to` is before `from`");
        var design = new EventDesign(map.Text("name", required: true) ?? "", map.Text("mapping", required: true) ?? "", map.Word("kind", ["strike", "sale"], required: true) ?? "",
            from, to, lateFrom, lateTo, Whole(map, "around", 14, 366), map.Text("source", required: true) ?? "");
        map.RefuseUnknown();
        return design;
    }

    private static TaskProtocol Task(YamlMap map)
    {
        var task = new TaskProtocol(map.Word("kind", Kinds, required: true) ?? "", map.Text("context", required: true) ?? "", map.Texts("dropped", required: true), map.Texts("hidden"));
        map.RefuseUnknown();
        return task;
    }

    private static PopulationProtocol Population(YamlMap map)
    {
        var pairs = new List<(string, string)>();
        foreach (var pair in map.Maps("pairs", required: true))
        {
            pairs.Add((pair.Word("first", Attributes, required: true) ?? "", pair.Word("second", Attributes, required: true) ?? ""));
            pair.RefuseUnknown();
        }
        return new(pairs, Whole(map, "category_top", 1, 1000), Whole(map, "state_top", 1, 1000), Days(map, "lateness_cuts"), Real(map, "room", 0, 1));
    }

    private static TrustDesign Trust(YamlMap map)
    {
        var scenarios = map.Texts("scenarios", required: true);
        if (scenarios.FirstOrDefault(name => !BuiltInScenarios.Names.Contains(name)) is { } unknown)
            map.Problem("scenarios", $"`scenarios` has \"{Words.Cut(unknown, 40)}\", not a built-in scenario");
        return new(scenarios, Whole(map, "wordings", 2, QuestionPrompt.Wordings), Whole(map, "replicates", 2, 100), Real(map, "calibrate_share", 0, 1),
            Section(map, "contamination", one => new ContaminationDesign(
                Tasks(one), Whole(one, "orders", 1, 1_000_000), Real(one, "factor", .01, 100), one.Texts("currencies", required: true))) ?? TrustDesign.None.Contamination,
            Section(map, "faithfulness", one => new FaithfulnessDesign(Tasks(one), Whole(one, "orders", 1, 1_000_000), Real(one, "min_move", 0, 1))) ?? TrustDesign.None.Faithfulness,
            Section(map, "persona_prompt", one => new PersonaPromptDesign(Tasks(one), Whole(one, "orders", 1, 1_000_000))) ?? TrustDesign.None.PersonaPrompt);
    }

    private static IReadOnlyList<string> Tasks(YamlMap map)
    {
        var tasks = map.Texts("tasks", required: true);
        if (tasks.FirstOrDefault(kind => !Kinds.Contains(kind)) is { } unknown)
            map.Problem("tasks", $"`tasks` has \"{Words.Cut(unknown, 40)}\", not an attribute");
        return tasks;
    }

    private static SortedDictionary<string, FidelityTarget> Targets(YamlMap? map)
    {
        var targets = new SortedDictionary<string, FidelityTarget>(StringComparer.Ordinal);
        foreach (var id in map?.Keys.ToList() ?? [])
            if (map!.Map(id) is { } target)
            {
                var read = new FidelityTarget(target.Number("at_least"), target.Number("at_most"));
                if (read is { AtLeast: null, AtMost: null })
                    target.Problem(null, $"`{Words.Cut(id, 60)}` has no end", "Give at_least, at_most or both.");
                else if (read.AtLeast > read.AtMost)
                    target.Problem("at_least", "`at_least` is above `at_most`");
                targets[id] = read;
                target.RefuseUnknown();
            }
        map?.RefuseUnknown();
        return targets;
    }

    private static T? Section<T>(YamlMap? map, string key, Func<YamlMap, T> read) where T : class
    {
        if (map?.Map(key, required: true) is not { } section)
            return null;
        var value = read(section);
        section.RefuseUnknown();
        return value;
    }

    private static double Real(YamlMap map, string key, double low, double high) => map.Number(key, low, high, required: true) ?? low;

    private static int Whole(YamlMap map, string key, int low, int high)
    {
        var number = Real(map, key, low, high);
        if (number != Math.Floor(number))
            map.Problem(key, $"`{key}` must be a whole number");
        return (int)number;
    }

    private static List<double> Reals(YamlMap map, string key, double low, double high)
    {
        var numbers = new List<double>();
        foreach (var text in map.Texts(key, required: true))
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high)
                numbers.Add(number);
            else
                map.Problem(key, string.Create(CultureInfo.InvariantCulture, $"`{key}` has \"{Words.Cut(text, 20)}\", not a number in [{low}, {high}]"));
        return numbers;
    }

    private static List<int> Days(YamlMap map, string key)
    {
        var days = Reals(map, key, -365, 365);
        if (days.Any(day => day != Math.Floor(day)) || days.Zip(days.Skip(1)).Any(pair => pair.First >= pair.Second))
            map.Problem(key, $"`{key}` must be whole days, ascending");
        return [.. days.Select(day => (int)day)];
    }

    private static DateOnly Date(YamlMap map, string key)
    {
        if (map.Text(key, required: true) is not { } text)
            return DateOnly.MinValue;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        map.Problem(key, $"`{key}` is \"{Words.Cut(text, 20)}\", not a date", "Write it as 2018-05-21.");
        return DateOnly.MinValue;
    }
}
