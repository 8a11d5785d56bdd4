namespace Clientele.Simulation;

/// <summary>Finds out what a sweep would not move by moving the value a little and comparing: no list of special cases to forget one in.</summary>
internal static class ScenarioSweep
{
    public static IReadOnlyList<string> Check(ScenarioDefinition definition, string path)
    {
        var target = Target(path);
        var (low, high) = target.Field is { IsNumber: true } field ? Probe(definition.Scenarios[0], target, field) : (1, 1);
        var before = definition.With(path, low);
        var after = definition.With(path, high);
        var notices = new List<string>();
        var fixedOptions = new List<string>();
        var moved = 0;
        foreach (var (was, now) in before.Scenarios.Zip(after.Scenarios))
        {
            var buys = was.Options.Zip(now.Options).Where(pair => pair.First.Buys).ToList();
            foreach (var (first, second) in buys)
            {
                if (Moves(target, was, first, now, second))
                    moved++;
                else if (target.Steps[0] == "offer" || target.Steps[1] == first.Id)
                    fixedOptions.Add(first.Id);
            }
        }
        if (moved == 0)
            throw new ClienteleException($"Sweeping {path} would move no option, because {Words.List([.. fixedOptions.Distinct()], 5)} state amounts of their own.",
                definition.Name, "Leave those amounts out, or make them formulas: total: 0.9 * offer.price.");
        if (fixedOptions.Count > 0)
            notices.Add($"{path} does not move {Words.List([.. fixedOptions.Distinct()], 5)}, which states its own amount.");
        if (definition.Setting(target.Steps) is { Count: > 0 } setting && definition.Variants.Count > 1)
            notices.Add($"The sweep replaces the {path} that {Words.List(setting, 5)} sets.");
        if (!Shows(before, after) && !ForShopOnly(target.Steps[^1]))
            notices.Add($"The text does not show {path}: the choice model sees the sweep, a language model cannot.");
        return notices;
    }

    /// <summary>A sentence for each number of the offer that the text leaves out.</summary>
    public static IReadOnlyList<string> Unshown(ScenarioDefinition definition)
    {
        var notices = new List<string>();
        foreach (var field in ScenarioFields.Offer.Where(field => field.IsNumber && !ForShopOnly(field.Name) && definition.States(field.Name)))
        {
            var (low, high) = Probe(definition.Scenarios[0], Target("offer." + field.Name), field);
            // A value that a formula of the scenario cannot follow tells nothing about the text.
            if (definition.TryWith("offer." + field.Name, low, []) is { } before && definition.TryWith("offer." + field.Name, high, []) is { } after
                && !Shows(before, after))
                notices.Add($"The text does not show offer.{field.Name}: the choice model uses it, a language model would not know it.");
        }
        return notices;
    }

    private static bool Shows(ScenarioDefinition before, ScenarioDefinition after) =>
        before.Scenarios.Zip(after.Scenarios).Any(pair => ScenarioText.Render(pair.First, "XXX") != ScenarioText.Render(pair.Second, "XXX"));

    // Customers do not see what a unit costs the shop.
    private static bool ForShopOnly(string name) => name == "unit_cost";

    private static ScenarioOverride Target(string path) => new(path, Position.Outside, new YamlNode.Scalar("", true, Position.Outside));

    private static bool Moves(ScenarioOverride target, Scenario was, ScenarioOption first, Scenario now, ScenarioOption second) => target.Steps switch
    {
        ["offer", "price"] => was.Total(first) != now.Total(second),
        ["offer", "delivery_days"] => (first.DeliveryDays ?? was.Offer.DeliveryDays) != (second.DeliveryDays ?? now.Offer.DeliveryDays),
        ["options", var id, "price"] => id == first.Id && was.Total(first) != now.Total(second),
        ["options", var id, ..] => id == first.Id && first != second,
        _ => true,
    };

    // Two values inside the range, near what the scenario has where that can be known.
    private static (double Low, double High) Probe(Scenario scenario, ScenarioOverride target, Field field)
    {
        var start = ScenarioValues.Find(scenario, target.Path).Value is double value ? value : field.Min + 1;
        var step = field.Unit == "currency" ? Math.Max(start / 10, 1) : 1;
        return field.Contains(start + step) ? (start, start + step) : (start - step, start);
    }
}
