using static Clientele.YamlNode;

namespace Clientele.Simulation;

/// <summary>One changed value of a scenario: a dotted path and what stands there instead.</summary>
internal sealed record ScenarioOverride(string Path, Position At, YamlNode Value)
{
    /// <summary>Path with each step in the spelling of the reader.</summary>
    public IReadOnlyList<string> Steps { get; } = [.. Path.Split('.').Select(ScenarioFields.Canonical)];

    /// <summary>The field meant; null for <c>text</c> and for a path that is unknown.</summary>
    public Field? Field => Steps switch
    {
        ["offer", var name] => ScenarioFields.Offer.FirstOrDefault(f => f.Name == name),
        ["options", _, "pay", var name] => ScenarioFields.Pay.FirstOrDefault(f => f.Name == name),
        ["options", _, var name] => ScenarioFields.Option.FirstOrDefault(f => f.Name == name && f.Name is not ("id" or "pay")),
        _ => null,
    };

    /// <summary>The tree with this value in its place. When the path leads nowhere the tree comes back unchanged and the problem is reported.</summary>
    public Map Apply(Map tree, ScenarioReader reader)
    {
        if (Value is not Scalar)
            reader.Report(Value.At, $"{Path} is overridden with {Value.Kind}, and only single values can be.", "Write one dotted path a value: offer.price: 90.");
        else if (Steps is ["text"])
            return tree.With("text", Value);
        else if (Field is null)
            reader.Report(At, $"Nothing can be overridden at \"{Words.Cut(Path, 60)}\".", ScenarioReader.Suggest(Path, Known(tree)));
        else if (Steps[0] == "offer")
            return tree["offer"] is Map offer ? tree.With("offer", offer.With(Steps[1], Value)) : tree;
        else if (tree["options"] is List options)
        {
            var at = options.Items.ToList().FindIndex(item => item is Map map && map["id"] is Scalar id && id.Value == Steps[1]);
            if (at < 0)
                reader.Report(At, $"\"{Words.Cut(Path, 60)}\" names no option of this scenario.", ScenarioReader.Suggest(Path, Known(tree)));
            else
            {
                var option = (Map)options.Items[at];
                var changed = Steps.Count == 3 ? option.With(Steps[2], Value)
                    : option.With("pay", (option["pay"] as Map ?? new Map([], Value.At)).With(Steps[3], Value));
                return tree.With("options", options with { Items = [.. options.Items.Select((item, i) => i == at ? changed : item)] });
            }
        }
        return tree;
    }

    // Paths that exist in this scenario, for suggestions.
    private static List<string> Known(Map tree)
    {
        var ids = tree["options"] is List list
            ? list.Items.OfType<Map>().Select(map => map["id"]).OfType<Scalar>().Select(id => id.Value).ToList() : [];
        return
        [
            .. ScenarioFields.Offer.Select(field => "offer." + field.Name),
            .. ids.SelectMany(id => ScenarioFields.Option.Where(field => field.Name is not ("id" or "pay")).Select(field => $"options.{id}.{field.Name}")),
            .. ids.SelectMany(id => ScenarioFields.Pay.Select(field => $"options.{id}.pay.{field.Name}")),
        ];
    }
}
