using static Clientele.YamlNode;

namespace Clientele.Simulation;

/// <summary>One change of a scenario: a dotted path and what stands there instead; a path to an option adds or removes it.</summary>
internal sealed record ScenarioOverride(string Path, Position At, YamlNode Value)
{
    /// <summary>Path with each step in the spelling of the reader.</summary>
    public IReadOnlyList<string> Steps { get; } = [.. Path.Split('.').Select(ScenarioFields.Canonical)];

    /// <summary>The field meant; null for <c>text</c> and for a path that is unknown.</summary>
    public Field? Field => Steps switch
    {
        ["offer", var name] => ScenarioFields.Offer.FirstOrDefault(f => f.Name == name),
        ["options", _, "pay", "installments", "up_to"] => ScenarioFields.UpTo,
        ["options", _, "pay", var name] => ScenarioFields.Pay.FirstOrDefault(f => f.Name == name),
        ["options", _, var name] => ScenarioFields.Option.FirstOrDefault(f => f.Name == name && f.Name is not ("id" or "pay")),
        _ => null,
    };

    /// <summary>The tree with this value in its place. When the path leads nowhere the tree comes back unchanged and the problem is reported.</summary>
    public Map Apply(Map tree, ScenarioReader reader)
    {
        if (Steps is ["options", var id] && tree["options"] is List all)
            return Value is Map added ? Add(tree, all, id, added, reader)
                : Value is Scalar { Plain: true, Value: "null" or "~" or "" } ? Remove(tree, all, id, reader) : Unclear(tree, reader);
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
            var at = IndexOf(options, Steps[1]);
            if (at < 0)
                reader.Report(At, $"\"{Words.Cut(Path, 60)}\" names no option of this scenario.", ScenarioReader.Suggest(Path, Known(tree)));
            else
            {
                var option = (Map)options.Items[at];
                var changed = Steps.Count == 3 ? option.With(Steps[2], Value)
                    : option.With("pay", (option["pay"] as Map ?? new Map([], Value.At)).With(Steps[3], Steps.Count == 4 ? Value : new Map([], Value.At).With(Steps[4], Value)));
                return tree.With("options", options with { Items = [.. options.Items.Select((item, i) => i == at ? changed : item)] });
            }
        }
        return tree;
    }

    // A new option comes before those that walk away, as in a file that was written with it.
    private Map Add(Map tree, List options, string id, Map fields, ScenarioReader reader)
    {
        if (IndexOf(options, id) >= 0)
            reader.Report(At, $"There is an option {id} already.", $"Change one of its values, options.{id}.price: 90, or choose another name.");
        else if (fields["id"] is not null)
            reader.Report(fields["id"]!.At, "The name of an added option is that of its path.", "Remove id.");
        else
        {
            var place = options.Items.TakeWhile(item => item is not Map { } map || map["buys"] is not Scalar { Value: "false" }).Count();
            var option = fields.With("id", new Scalar(id, Plain: true, At));
            return tree.With("options", options with { Items = [.. options.Items.Take(place), option, .. options.Items.Skip(place)] });
        }
        return tree;
    }

    // What was expected of the option goes with it.
    private Map Remove(Map tree, List options, string id, ScenarioReader reader)
    {
        var place = IndexOf(options, id);
        if (place < 0)
        {
            reader.Report(At, $"\"{Words.Cut(Path, 60)}\" names no option of this scenario.", ScenarioReader.Suggest(Path, [.. Ids(tree).Select(known => "options." + known)]));
            return tree;
        }
        var left = tree.With("options", options with { Items = [.. options.Items.Where((_, i) => i != place)] });
        return tree["expectations"] is not List expected ? left
            : left.With("expectations", expected with { Items = [.. expected.Items.Where(item => item is not Map map || map["option"] is not Scalar about || about.Value != id)] });
    }

    private Map Unclear(Map tree, ScenarioReader reader)
    {
        reader.Report(Value.At, $"{Path} is a whole option.", $"Write {Path}: {{ price: 90 }} to add it, {Path}: null to remove it, or one dotted path a value: {Path}.price: 90.");
        return tree;
    }

    private static int IndexOf(List options, string id) => options.Items.ToList().FindIndex(item => item is Map map && map["id"] is Scalar name && name.Value == id);

    private static List<string> Ids(Map tree) => tree["options"] is List list
        ? list.Items.OfType<Map>().Select(map => map["id"]).OfType<Scalar>().Select(id => id.Value).ToList() : [];

    // Paths that exist in this scenario, for suggestions.
    private static List<string> Known(Map tree)
    {
        var ids = Ids(tree);
        return
        [
            .. ScenarioFields.Offer.Select(field => "offer." + field.Name),
            .. ids.SelectMany(id => ScenarioFields.Option.Where(field => field.Name is not ("id" or "pay")).Select(field => $"options.{id}.{field.Name}")),
            .. ids.SelectMany(id => ScenarioFields.Pay.Select(field => $"options.{id}.pay.{field.Name}")),
        ];
    }
}
