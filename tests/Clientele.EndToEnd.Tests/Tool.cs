using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Clientele.EndToEnd.Tests;

/// <summary>Starts the command line that the build has just made, as a process of its own.</summary>
internal static class Tool
{
    /// <summary>The repository's root.</summary>
    public static string Repository { get; } = FindRoot();

    /// <summary>The built command line of the same configuration as the tests.</summary>
    public static string Dll { get; } = Path.Combine(
        Repository, "artifacts", "bin", "Clientele.Cli", new DirectoryInfo(AppContext.BaseDirectory).Name, "Clientele.Cli.dll");

    /// <summary>Runs to the end.</summary>
    public static Task<Outcome> RunAsync(params string[] arguments) => RunAsync(new ToolStart(), arguments);

    /// <summary>Runs to the end in a given surrounding.</summary>
    public static async Task<Outcome> RunAsync(ToolStart start, params string[] arguments)
    {
        using var process = Start(start, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (start.WhenStarted is { } then)
            await then(process);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Outcome(process.ExitCode, await output, await error);
    }

    /// <summary>Sends a POSIX signal.</summary>
    public static void Signal(Process process, int signal) => Assert.Equal(0, Kill(process.Id, signal));

    /// <summary>A line for <c>bash -c</c> that starts the tool.</summary>
    public static string Shell(string arguments) => $"dotnet '{Dll}' {arguments}";

    /// <summary>Runs a line in bash.</summary>
    public static Task<Outcome> ShellAsync(string line) => RunAsync(new ToolStart { Program = "bash" }, "-c", line);

    private static Process Start(ToolStart start, string[] arguments)
    {
        Assert.True(File.Exists(Dll), $"{Dll} is missing: build the solution first.");
        var info = new ProcessStartInfo(start.Program ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = start.Folder ?? Path.GetTempPath(),
        };
        if (start.Program is null)
            info.ArgumentList.Add(Dll);
        foreach (var argument in arguments)
            info.ArgumentList.Add(argument);
        foreach (var (name, value) in start.Environment)
            info.Environment[name] = value;
        var process = Process.Start(info)!;
        process.StandardInput.Close();
        return process;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Clientele.slnx")))
                return folder.FullName;
        throw new InvalidOperationException("Clientele.slnx is in no folder above the test's own.");
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int processId, int signal);
}

/// <summary>How a process ended.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error);

/// <summary>The surrounding of a process.</summary>
internal sealed record ToolStart
{
    /// <summary>Another program than the tool.</summary>
    public string? Program { get; init; }

    /// <summary>Working folder.</summary>
    public string? Folder { get; init; }

    /// <summary>Environment variables set, or unset by null.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Called once the process runs.</summary>
    public Func<Process, Task>? WhenStarted { get; init; }
}
