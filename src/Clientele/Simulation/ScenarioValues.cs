namespace Clientele.Simulation;

/// <summary>The values that a template can name.</summary>
internal static class ScenarioValues
{
    /// <summary>What is derived for an option, besides its own fields.</summary>
    public static IReadOnlyList<string> OfOption { get; } = ["price", "quantity", "delivery_days", "wait_days", "total", "discount", "installment", "installments"];

    /// <summary>Value (a double, a bool or a string) of a path such as <c>offer.price</c> or <c>options.upfront.total</c>, or what is wrong with it.</summary>
    public static (object? Value, string? Problem, string? Hint) Find(Scenario scenario, string path)
    {
        var steps = path.Split('.');
        return steps switch
        {
            ["offer", var name] => Offer(scenario, path, name),
            ["options", var id, var name] => Option(scenario, path, id, ScenarioFields.Canonical(name)),
            ["options"] => (null, "The list of options cannot stand here.", "Use {{ options }} once, without a format, in the text."),
            _ => (null, $"\"{Words.Cut(path, 60)}\" is no template variable.", "Variables are options, offer.FIELD and options.ID.FIELD."),
        };
    }

    /// <summary>A field of the offer; null when it is not stated.</summary>
    public static object? Stated(Offer offer, string name) => name switch
    {
        "category" => offer.Category,
        "price" => offer.Price,
        "reference_price" => offer.ReferencePrice,
        "unit_cost" => offer.UnitCost,
        "freight" => offer.Freight,
        "rating" => offer.Rating,
        "review_count" => offer.ReviewCount,
        "delivery_days" => offer.DeliveryDays,
        "days_late" => offer.DaysLate,
        "return_days" => offer.ReturnDays,
        "ends_in_hours" => offer.EndsInHours,
        "needed" => offer.Needed,
        "planned" => offer.Planned,
        "known_category" => offer.KnownCategory,
        _ => null,
    };

    private static (object?, string?, string?) Offer(Scenario scenario, string path, string name)
    {
        if (Stated(scenario.Offer, name) is { } value)
            return (value, null, null);
        if (name == "discount" && scenario.Offer.ReferencePrice is { } reference)
            return (1 - scenario.Offer.Price / reference, null, null);
        var known = ScenarioFields.Offer.Select(field => field.Name).Append("discount").ToList();
        if (name == "discount")
            return (null, "offer.discount has no value, because the offer states no reference_price.", "Add reference_price: to the offer.");
        return known.Contains(name)
            ? (null, $"{path} has no value: the offer does not state {name}.", $"Add {name}: to the offer, or take the variable out of the text.")
            : (null, $"\"{Words.Cut(path, 60)}\" is no template variable.", ScenarioReader.Suggest(name, known));
    }

    private static (object?, string?, string?) Option(Scenario scenario, string path, string id, string name)
    {
        var known = scenario.Options.Where(option => option.Buys).Select(option => option.Id).ToList();
        if (scenario.Options.FirstOrDefault(option => option.Id == id && option.Buys) is not { } option)
            return (null, $"\"{Words.Cut(id, 40)}\" in {Words.Cut(path, 60)} is no option that buys.", ScenarioReader.Suggest(id, known));
        var total = scenario.Total(option);
        double? value = name switch
        {
            "price" => scenario.UnitPrice(option),
            "quantity" => option.Quantity,
            "delivery_days" => option.DeliveryDays ?? scenario.Offer.DeliveryDays,
            "wait_days" => option.WaitDays ?? 0,
            "total" => total,
            "discount" => 1 - scenario.UnitPrice(option) / scenario.Offer.Price,
            "installments" => option.Pay?.Instalments ?? 1,
            "installment" => total / (option.Pay?.Instalments ?? 1),
            _ => null,
        };
        return value is not null ? (value, null, null)
            : OfOption.Contains(name) ? (null, $"{path} has no value.", $"Add {name}: to the option or to the offer.")
            : (null, $"\"{Words.Cut(path, 60)}\" is no template variable.", ScenarioReader.Suggest(name, OfOption));
    }
}
