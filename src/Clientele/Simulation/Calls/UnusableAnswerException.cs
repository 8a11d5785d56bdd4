namespace Clientele.Simulation.Calls;

/// <summary>A server said that all went well, and what it sent is no answer: no JSON, an error inside, nothing where the text should be, or more than is read.</summary>
/// <param name="message">What came instead, one line, without secrets.</param>
/// <param name="tooLong">Whether it was longer than is read: then it counts as an answer that cannot be read, and is not asked for again.</param>
public sealed class UnusableAnswerException(string message, bool tooLong = false) : Exception(message)
{
    /// <summary>Whether the answer was longer than is read.</summary>
    public bool TooLong { get; } = tooLong;
}
