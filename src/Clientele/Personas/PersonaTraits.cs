using Clientele.Features;

namespace Clientele.Personas;

/// <summary>All readings of one persona, with the first feature of each trait as the one that speaks for the trait.</summary>
internal sealed class PersonaTraits
{
    private readonly Dictionary<FeatureTrait, TraitReading> _byTrait = [];

    public PersonaTraits(int size, int customers, string currency, IReadOnlyList<TraitReading> readings, PaymentMix payments)
    {
        Payments = payments;
        Size = size;
        Customers = customers;
        Readings = readings;
        Phrase = new Phrase(currency);
        foreach (var reading in readings)
            if (reading.Feature.Trait != FeatureTrait.Other)
                _byTrait.TryAdd(reading.Feature.Trait, reading);
    }

    public int Size { get; }

    public int Customers { get; }

    public Phrase Phrase { get; }

    /// <summary>In the order of the features.</summary>
    public IReadOnlyList<TraitReading> Readings { get; }

    /// <summary>How its orders were paid.</summary>
    public PaymentMix Payments { get; }

    /// <summary>The reading of a trait; null when the shop's data cannot give it.</summary>
    public TraitReading? this[FeatureTrait trait] => _byTrait.GetValueOrDefault(trait);

    /// <summary>Whether a sentence may rest on the figure: it differs from all customers', and still does as it is written.</summary>
    public bool Tells(TraitReading reading) => reading.Differs && Phrase.Pair(reading) is var (own, all) && own != all;

    /// <summary>Whether the feature is the one that speaks for its trait.</summary>
    public bool Leads(TraitReading reading) => ReferenceEquals(this[reading.Feature.Trait], reading);
}
