using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;
using Clientele.Simulation;
using Clientele.Simulation.Agents;

namespace Clientele.Validation;

/// <summary>Personas for one task, found without the features that would give its answer away.</summary>
/// <param name="Set">The personas; null when no feature is left.</param>
/// <param name="Assignment">Persona of every customer, by part: fit, calibrate, test.</param>
/// <param name="FeatureRow">Row of every customer in <paramref name="Features"/>, by part; −1 = none.</param>
/// <param name="Features">Features kept, by part.</param>
internal sealed record TaskPersonas(PersonaSet? Set, PersonaAssignment[] Assignment, int[][] FeatureRow, FeatureMatrix[] Features)
{
    /// <summary>Segments of the fit customers that the personas describe; null where nothing tells customers apart.</summary>
    public Segmentation? Segmentation { get; init; }

    /// <summary>Where nothing tells customers apart.</summary>
    public static TaskPersonas Nobody(OrderTable[] parts) => new(null, Array.ConvertAll(parts, PersonaAssignment.None), [], []);

    /// <summary>The simulated customer behind an order: persona, features, and what the other orders were.</summary>
    /// <param name="parts">Orders of all parts.</param>
    /// <param name="part">Which part the order is of.</param>
    /// <param name="order">The order, which the profile knows nothing of.</param>
    /// <param name="kinds">Attributes of the other orders that are told.</param>
    /// <param name="earlierOnly">Only orders before it are told.</param>
    public AgentProfile Profile(OrderTable[] parts, int part, int order, IReadOnlyList<MaskedOrder> kinds, bool earlierOnly = false)
    {
        var orders = parts[part];
        var customer = orders.Customer[order];
        var persona = Assignment[part].Persona[customer];
        var row = Set is null ? -1 : FeatureRow[part][customer];
        List<int>? others = null;
        for (var i = order - 1; i >= 0 && orders.Customer[i] == customer; i--)
            (others ??= []).Insert(0, i);
        for (var i = order + 1; !earlierOnly && i < orders.Count && orders.Customer[i] == customer; i++)
            (others ??= []).Add(i);
        var profile = new AgentProfile(
            FormattableString.Invariant($"{part}-{order}"), persona < 0 || Set is null ? Everybody : Set.Personas[persona], 1,
            row < 0 ? [] : [.. Features[part].Columns.Select(column => column[row])], others is null ? PaymentHistory.None : PaymentHistory.Of(orders, others));
        return others is null ? profile : profile with
        {
            OtherOrders = kinds.Select(kind => (kind.Kind, Values: (IReadOnlyList<string>)[.. others.Select(i => kind.Outcome(orders, i)).Where(y => y >= 0).Select(y => kind.Options[y])]))
                .Where(known => known.Values.Count > 0).ToDictionary(known => known.Kind, known => known.Values),
        };
    }

    // A customer of no persona: the average of all.
    private static Persona Everybody { get; } = new()
    {
        Segment = 0,
        Name = "Everybody",
        Id = "everybody",
        Size = 1,
        Share = 1,
        Profile = [],
        Heuristics = [],
        SystemPrompt = PersonaPrompt.Nobody,
        Features = [],
    };
}
