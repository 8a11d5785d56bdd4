namespace Clientele.Data.Guessing;

/// <summary>How the times of a column are written.</summary>
/// <param name="Format"><c>iso</c>, <c>excel</c>, <c>unix</c> or a strptime pattern; the first choice where several are possible.</param>
/// <param name="Others">Formats that the values would fit as well; empty when it is decided.</param>
/// <param name="Why">What decided, for people.</param>
internal sealed record TimeReading(string Format, IReadOnlyList<string> Others, string Why)
{
    /// <summary>Values that do not fit <see cref="Format"/>.</summary>
    public int Misfits { get; init; }

    /// <summary>Whether somebody has to say which.</summary>
    public bool IsAmbiguous => Others.Count > 0;
}
