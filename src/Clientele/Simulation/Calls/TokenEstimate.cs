using System.Text;

namespace Clientele.Simulation.Calls;

/// <summary>Tokens of a text without its model's tokenizer, which is not public: a range that holds for prose in Latin script, and a bound that always holds.</summary>
/// <param name="Low">Few tokens: long, common words.</param>
/// <param name="High">Many tokens: numbers, rare words, other scripts.</param>
public readonly record struct TokenEstimate(long Low, long High)
{
    /// <summary>Tokens that a provider adds around a request: roles, the frame of a schema.</summary>
    internal const long RequestOverhead = 600;

    // Characters a token: 3.2 to 4.8 for English prose with figures across the tokenizers of the large providers; newer ones cut finer.
    private const double MostBytes = 5.2, LeastBytes = 2.6;

    /// <summary>The range for a text; null has none.</summary>
    public static TokenEstimate Of(string? text)
    {
        var bytes = text is null ? 0 : Encoding.UTF8.GetByteCount(text);
        return new TokenEstimate((long)(bytes / MostBytes), HighOf(bytes));
    }

    /// <summary>Many tokens of so many bytes of text.</summary>
    internal static long HighOf(long bytes) => (long)Math.Ceiling(bytes / LeastBytes);

    /// <summary>More tokens than any byte-level tokenizer makes of a text: one a byte.</summary>
    public static long Most(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);

    /// <summary>Both ranges together.</summary>
    public static TokenEstimate operator +(TokenEstimate a, TokenEstimate b) => new(a.Low + b.Low, a.High + b.High);
}
