using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using Clientele.Cli.Commands;

namespace Clientele.Cli;

/// <summary>The program: parses, runs one command, and turns every way of ending into an exit code and a message.</summary>
internal static class Application
{
    /// <summary>All commands.</summary>
    public static RootCommand CreateRoot()
    {
        var root = new RootCommand("Simulated customers from a shop's own transactions: segments, personas and their purchase decisions.")
        {
            new DemoCommand(),
            new RunCommand(),
            new PipelineCommand(),
            new SimulateCommand(),
            new ValidateCommand(),
            new EstimateCommand(),
            new StatusCommand(),
            new ResultsCommand(),
            new ReportCommand(),
            new FiguresCommand(),
            new StudioCommand(),
            new Command("segments", "Questions about the segments.") { new SegmentsChooseKCommand() },
            new SynthCommand(),
            new Command("data", "Look at, prepare and fetch transactions.") { new DataCheckCommand(), new DataDownloadCommand() },
            new Command("scenario", "Work with scenario files.")
            {
                new ScenarioListCommand(),
                new ScenarioNewCommand(),
                new ScenarioValidateCommand(),
            },
        };
        HelpPage.Install(root);
        return root;
    }

    /// <summary>Runs one command line and returns an <see cref="ExitCode"/>.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var printable = StandardStreams.Prepare();
        using var interruption = new Interruption();
        using var telemetry = Telemetry.Start();
        try
        {
            if (RuntimeInformation.RuntimeIdentifier.Contains("-musl", StringComparison.Ordinal))
                throw new ClienteleException(
                    $"there is no Clientele for {RuntimeInformation.RuntimeIdentifier}: DuckDB, which reads the data, has no library for musl",
                    hint: "Use a system with glibc, such as a Debian or Ubuntu image.");
            if (!printable)
                throw new ClienteleException("standard output is closed, so that no result can be printed", hint: "Send it somewhere, for instance to a file or to /dev/null.");
            var arguments = CreateRoot().Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
            // Also before --help and --version: a verb that does not exist has neither, and a script must not take it for done.
            if (arguments.Action is ParseErrorAction || ParseFailure.UnknownVerb(arguments) is not null)
                return ParseFailure.Write(arguments, Console.Out, Console.Error);
            if (arguments.Action is SynchronousCommandLineAction helpOrVersion)
                return helpOrVersion.Invoke(arguments);
            var command = (ToolCommand)arguments.CommandResult.Command;
            return await command.RunAsync(arguments, interruption.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The outermost frame: everything that is left ends here, with its own exit code.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return FailureMessage.Write(failure, interruption.Token.IsCancellationRequested, Console.Error);
        }
    }

    /// <summary>Turns Ctrl-C and a request to terminate into one token; a second one ends the process at once.</summary>
    private sealed class Interruption : IDisposable
    {
        private readonly CancellationTokenSource _source = new();
        private readonly PosixSignalRegistration _interrupt;
        private readonly PosixSignalRegistration _terminate;

        public Interruption()
        {
            _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
            _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        }

        public CancellationToken Token => _source.Token;

        public void Dispose()
        {
            _interrupt.Dispose();
            _terminate.Dispose();
            _source.Dispose();
        }

        private void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            if (_source.IsCancellationRequested)
                Environment.Exit(ExitCode.Cancelled);
            _source.Cancel();
        }
    }
}
