using Clientele.Cli.Models;

namespace Clientele.Cli;

/// <summary>Turns what a command threw into a message on standard error and an exit code.</summary>
internal static class FailureMessage
{
    /// <summary>Writes the message and returns the <see cref="ExitCode"/>.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="stopped">Whether the user asked to stop.</param>
    /// <param name="error">Standard error.</param>
    public static int Write(Exception failure, bool stopped, TextWriter error)
    {
        failure = Innermost(failure);
        failure = MemoryBudget.Exceeded(failure) ?? failure;
        var code = failure switch
        {
            OperationCanceledException when stopped => Say(error, "Stopped. Files that were already complete stay; nothing else was written.", null, ExitCode.Cancelled),
            ClienteleException known => Say(error, known.Message, known.Hint, ExitCode.UserInput),
            UnauthorizedAccessException => Say(error, failure.Message, "Choose another folder with --out, or change the permissions.", ExitCode.UserInput),
            IOException => Say(error, failure.Message, "Free some space or choose another folder with --out, and run the command again.", ExitCode.UserInput),
            _ => Say(
                error,
                $"This is a defect of Clientele ({failure.GetType().Name}: {failure.Message.ReplaceLineEndings(" ")})",
                "Please report it to the project with the command line; CLIENTELE_DEBUG=1 shows where it happened.",
                ExitCode.OurFault),
        };
        if (Environment.GetEnvironmentVariable("CLIENTELE_DEBUG") == "1")
            error.WriteLine(Secrets.Hide(failure.ToString()));
        return code;
    }

    // Parallel loops wrap what their bodies throw; several of the same kind are one failure to the user.
    private static Exception Innermost(Exception failure)
    {
        while (failure is AggregateException { InnerExceptions: [var first, ..] })
            failure = first;
        return failure is TypeInitializationException { InnerException: ClienteleException inner } ? inner : failure;
    }

    private static int Say(TextWriter error, string message, string? hint, int code)
    {
        error.WriteLine(Secrets.Hide(Terminal.Printable($"clientele: {message}")));
        if (hint is not null)
            error.WriteLine(Secrets.Hide(Terminal.Printable($"  {hint}")));
        return code;
    }
}
