namespace Clientele.Data;

/// <summary>How a shop's files become the canonical tables orders, items, payments and reviews. Read from YAML (docs/schemas/mapping.schema.json).</summary>
public sealed partial record Mapping
{
    /// <summary>Name: <c>olist</c>, <c>cdnow</c>, or the user's own.</summary>
    public required string Name { get; init; }

    /// <summary>ISO 4217 code of every amount.</summary>
    public required string Currency { get; init; }

    /// <summary>IANA time zone of the shop's local times.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Days that count as weekend. Default Saturday and Sunday.</summary>
    public IReadOnlyList<DayOfWeek> WeekendDays { get; init; } = [DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>Which instalment plans the shop offers. Default: none.</summary>
    public InstalmentRule Instalments { get; init; } = InstalmentRule.None;
}
