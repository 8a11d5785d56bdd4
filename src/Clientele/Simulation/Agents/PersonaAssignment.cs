using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;

namespace Clientele.Simulation.Agents;

/// <summary>Which persona each customer of an order table belongs to.</summary>
public sealed record PersonaAssignment
{
    /// <summary>Creates the assignment.</summary>
    /// <param name="personas">Persona ids, by segment number.</param>
    /// <param name="persona">Index into <paramref name="personas"/> for each entry of <see cref="OrderTable.CustomerIds"/>; −1 when the customer has none.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside −1..personas−1.</exception>
    public PersonaAssignment(IReadOnlyList<string> personas, int[] persona)
    {
        foreach (var index in persona)
            if (index < -1 || index >= personas.Count)
                throw new ArgumentOutOfRangeException(nameof(persona), index, $"A persona index lies in −1..{personas.Count - 1}.");
        Personas = personas;
        Persona = persona;
    }

    /// <summary>Persona ids, by segment number.</summary>
    public IReadOnlyList<string> Personas { get; }

    /// <summary>Persona of each customer of the order table; −1 when the customer has none.</summary>
    public int[] Persona { get; }

    /// <summary>No personas: every customer is the average customer.</summary>
    public static PersonaAssignment None(OrderTable orders)
    {
        var persona = new int[orders.CustomerIds.Count];
        Array.Fill(persona, -1);
        return new PersonaAssignment([], persona);
    }

    /// <summary>Joins the segments of the customers that have features with the customers that have orders, by id.</summary>
    /// <exception cref="ArgumentException">The segmentation has another number of customers than the features.</exception>
    public static PersonaAssignment From(OrderTable orders, FeatureMatrix features, Segmentation segmentation, PersonaSet personas)
    {
        if (segmentation.Labels.Length != features.Count)
            throw new ArgumentException($"{segmentation.Labels.Length} labels for {features.Count} customers.", nameof(segmentation));
        var persona = new int[orders.CustomerIds.Count];
        Array.Fill(persona, -1);
        for (int i = 0, j = 0; i < persona.Length && j < features.Count;)
        {
            var order = string.CompareOrdinal(orders.CustomerIds[i], features.CustomerIds[j]);
            if (order == 0)
                persona[i++] = segmentation.Labels[j++];
            else if (order < 0)
                i++;
            else
                j++;
        }
        return new PersonaAssignment([.. personas.Personas.OrderBy(p => p.Segment).Select(p => p.Id)], persona);
    }
}
