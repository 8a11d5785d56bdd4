using Clientele.Data;
using Clientele.Features;
using static Clientele.YamlNode;

namespace Clientele.Simulation;

internal sealed partial class ScenarioReader
{
    /// <summary>Stands for any purchase in an expectation, so no option may have it as its id.</summary>
    private const string AnyPurchase = "buy";

    internal static IReadOnlyDictionary<string, PaymentMethod> Methods { get; } = PaymentWords.Ways.ToDictionary(PaymentWords.Word);

    internal static IReadOnlyDictionary<string, FeatureTrait> Traits { get; } = new Dictionary<string, FeatureTrait>
    {
        ["frequency"] = FeatureTrait.Frequency,
        ["spend"] = FeatureTrait.Spend,
        ["item_price"] = FeatureTrait.ItemPrice,
        ["basket"] = FeatureTrait.Basket,
        ["instalments"] = FeatureTrait.Instalments,
        ["card_share"] = FeatureTrait.CardShare,
        ["variety"] = FeatureTrait.Variety,
        ["satisfaction"] = FeatureTrait.Satisfaction,
        ["weekend"] = FeatureTrait.Weekend,
    };

    private static readonly Dictionary<string, bool> Levels = new() { ["high"] = true, ["low"] = false };
    private static readonly Dictionary<string, bool> Directions = new() { ["higher"] = true, ["lower"] = false };

    private List<ScenarioOption> ReadOptions(Map tree, Offer? offer, IReadOnlyDictionary<string, double> numbers)
    {
        var options = new List<ScenarioOption>();
        if (tree["options"] is not List list)
        {
            Report(tree["options"]?.At ?? tree.At, tree["options"] is { } node ? $"options is {node.Kind}, not a list." : "The scenario has no options.",
                "List what a customer can do, one of them being: - { id: walk_away, buys: false }.");
            return options;
        }
        var ids = new Dictionary<string, Position>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            if (item is not Map map)
                Report(item.At, $"An option is a mapping, and this is {item.Kind}.", "Write for instance: - { id: buy_now, buys: true }.");
            else if (Name(map["id"], map.At, "An option has no id.", "id: buy_now") is { } id)
            {
                if (!ids.TryAdd(id, map["id"]!.At))
                    Report(map["id"]!.At, $"Two options have the id {id}; the first is in line {ids[id].Line}.", "Ids have to differ.");
                else if (id == AnyPurchase)
                    Report(map["id"]!.At, "No option can have the id buy, which means any purchase in an expectation.", "Try buy_now.");
                options.Add(ReadOption(map, id, offer, numbers));
            }
            else
                ReadOption(map, "", offer, numbers);
        }
        if (list.Items.Count > MostOptions)
            Report(list.At, $"{list.Items.Count} options; {MostOptions} is the most.");
        // With an option that could not be read the counts below would complain about a consequence.
        if (options.Count == list.Items.Count)
        {
            var away = options.Where(option => !option.Buys).Select(option => option.Id).ToList();
            if (away.Count == 0)
                Report(list.At, "No option is to walk away.", "Add: - { id: walk_away, buys: false }.");
            else if (away.Count > 1)
                Report(list.At, $"{away.Count} options are to walk away ({Words.List(away, 5)}), and exactly one has to be.", "Set buys: true, or remove all but one.");
            if (options.All(option => !option.Buys))
                Report(list.At, "No option is a purchase.", "Add an option with buys: true.");
        }
        return options;
    }

    private ScenarioOption ReadOption(Map map, string id, Offer? offer, IReadOnlyDictionary<string, double> numbers)
    {
        Unknown(map, [.. ScenarioFields.Option.Select(field => field.Name)], "an option");
        double? Get(string name) => Number(map, ScenarioFields.Option.First(field => field.Name == name), numbers);
        var option = new ScenarioOption(id, Truth(map, "buys") ?? true)
        {
            Label = Line(map, "label"),
            Price = Get("price"),
            Quantity = (int)(Get("quantity") ?? 1),
            DeliveryDays = Get("delivery_days"),
            WaitDays = Get("wait_days"),
            Weekend = Truth(map, "weekend"),
        };
        if (!option.Buys)
        {
            foreach (var entry in map.Entries.Where(entry => ScenarioFields.Option.Any(field => field.Name == entry.Key) && entry.Key is not ("id" or "buys" or "label")))
                Report(entry.At, $"Walking away ({id}) has {entry.Key}, and nothing is bought there.", "Remove it, or set buys: true.");
            return option;
        }
        return map["pay"] is { } pay ? option with { Pay = ReadPay(pay, option, offer, numbers) } : option;
    }

    private PaymentTerms? ReadPay(YamlNode node, ScenarioOption option, Offer? offer, IReadOnlyDictionary<string, double> numbers)
    {
        if (node is not Map map)
        {
            Report(node.At, $"pay is {node.Kind}, not a mapping.", "Write for instance: pay: { method: credit_card, installments: 3 }.");
            return null;
        }
        Unknown(map, [.. ScenarioFields.Pay.Select(field => field.Name)], "pay");
        var method = Word(map, "method", Methods, "credit_card");
        var (instalments, upTo) = ReadInstalments(map, numbers);
        var total = Number(map, ScenarioFields.Pay[2], numbers)
            ?? (option.Price ?? offer?.Price ?? double.NaN) * option.Quantity + (offer?.Freight ?? 0);
        if (instalments > 1 && method is not (null or PaymentMethod.CreditCard))
            Report(map["installments"]!.At, $"{instalments} instalments by {((Scalar)map["method"]!).Value}: only a credit card has instalments.",
                "Set method: credit_card, or remove installments.");
        return new(method ?? PaymentMethod.Unknown, instalments, total) { UpTo = upTo };
    }

    // installments: 3 is that plan; installments: { up_to: 10 } lets the customer choose.
    private (int Instalments, bool UpTo) ReadInstalments(Map pay, IReadOnlyDictionary<string, double> numbers)
    {
        var field = ScenarioFields.Pay[1];
        if (pay[field.Name] is not Map menu)
            return ((int)(Number(pay, field, numbers) ?? 1), false);
        Unknown(menu, [ScenarioFields.UpTo.Name], field.Name);
        if (menu[ScenarioFields.UpTo.Name] is null)
            Report(menu.At, "installments is a mapping without up_to.", "Write installments: { up_to: 10 } for a choice of 1 to 10, or installments: 10 for exactly 10.");
        return ((int)(Number(menu, ScenarioFields.UpTo, numbers) ?? 1), true);
    }

    private List<Expectation> ReadExpectations(Map tree, IReadOnlyList<ScenarioOption> options)
    {
        var expectations = new List<Expectation>();
        if (tree["expectations"] is not { } node)
            return expectations;
        if (node is not List list)
        {
            Report(node.At, $"expectations is {node.Kind}, not a list.", "Write: - { trait: basket, level: high, option: bundle, direction: higher }.");
            return expectations;
        }
        foreach (var item in list.Items)
        {
            if (item is not Map map)
            {
                Report(item.At, $"An expectation is a mapping, and this is {item.Kind}.", "Write: - { trait: basket, level: high, option: bundle, direction: higher }.");
                continue;
            }
            Unknown(map, ScenarioFields.Expectation, "an expectation");
            var trait = Word(map, "trait", Traits, "basket");
            var high = Word(map, "level", Levels, "high");
            var higher = Word(map, "direction", Directions, "higher");
            var given = Truth(map, "given_purchase") ?? false;
            var known = options.Select(option => option.Id).Append(AnyPurchase).ToList();
            if (map["option"] is not Scalar { Value: var id })
                Report(map["option"]?.At ?? map.At, "The expectation does not say which option it is about.", $"Add option: with one of {Words.List(known, 20)}.");
            else if (!known.Contains(id))
                Report(map["option"]!.At, $"The expectation is about \"{Words.Cut(id, 40)}\", which is no option.", Suggest(id, known));
            else if (given && (id == AnyPurchase || options.Any(option => option.Id == id && !option.Buys)))
                Report(map["option"]!.At, $"Given a purchase, the share of {id} is always {(id == AnyPurchase ? 1 : 0)}.", "Remove given_purchase, or name an option that buys.");
            else if (trait is { } t && high is { } h && higher is { } d)
                expectations.Add(new(t, h, id, d, given));
        }
        return expectations;
    }
}
