namespace Clientele.Cli;

/// <summary>What the process tells the shell. Part of the contract: scripts depend on it (docs/cli.md).</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The command ran and a check that it was asked to make failed; or more questions are without an answer than --failure-threshold allows.</summary>
    public const int CheckFailed = 1;

    /// <summary>Something that the user can put right: an option, a file, a permission.</summary>
    public const int UserInput = 2;

    /// <summary>Stopped by a cost limit; the rest can be resumed with a higher one.</summary>
    public const int Budget = 3;

    /// <summary>A defect of Clientele.</summary>
    public const int OurFault = 4;

    /// <summary>Stopped by Ctrl-C or by a request to terminate.</summary>
    public const int Cancelled = 130;
}
