using Clientele.Simulation.Calls;

namespace Clientele.Studio;

/// <summary>A language model that the pages may ask.</summary>
/// <param name="Name">What a user picks; also what a resumed run asks for again.</param>
/// <param name="Endpoint">Makes the endpoint, key inside; only the server calls it.</param>
/// <param name="PriceDate">Day of its price; null when the price is the user's own or unknown.</param>
public sealed record StudioModel(string Name, Func<ModelEndpoint> Endpoint, DateOnly? PriceDate)
{
    /// <summary>Why it can be planned for but not asked (no key); null when it can be asked.</summary>
    public string? Unavailable { get; init; }
}
