namespace Clientele;

/// <summary>A failure that the user can act on: what was found, where, and what to do next.</summary>
/// <remarks>The command line prints it without a stack trace and exits with code 2. Broken contracts (a programmer's mistake)
/// are <see cref="ArgumentException"/> and its family instead.</remarks>
public class ClienteleException : Exception
{
    /// <summary>Creates the failure.</summary>
    /// <param name="message">What was found, in one sentence that names the value.</param>
    /// <param name="where">Where it was found: <c>orders.csv, line 5648</c>; null when the message says it.</param>
    /// <param name="hint">What to do next, in one sentence; null when there is nothing useful to say.</param>
    /// <param name="inner">The failure below, if any.</param>
    public ClienteleException(string message, string? where = null, string? hint = null, Exception? inner = null)
        : base(where is null ? message : $"{where}: {message}", inner)
    {
        Where = where;
        Hint = hint;
    }

    /// <summary>File, line and column or option that caused the failure; null when the message says it.</summary>
    public string? Where { get; }

    /// <summary>The next step for the user; null when there is none.</summary>
    public string? Hint { get; }
}
