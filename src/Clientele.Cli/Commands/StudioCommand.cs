using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using Clientele.Cli.Models;
using Clientele.Cli.Options;
using Clientele.Simulation.Calls;
using Clientele.Studio;

namespace Clientele.Cli.Commands;

/// <summary>The local web page over a study.</summary>
internal sealed class StudioCommand : ToolCommand
{
    private readonly Option<int> _port = Setting.Number("--port", "Port to listen on; 0 = a free one.", 5090, least: 0);
    private readonly Option<IPAddress> _bind = Setting.Parsed("--bind", "ADDRESS", "Address to listen on. Any other than loopback can be reached from other machines, so the page then asks for a token, which is printed.", IPAddress.Loopback, "127.0.0.1", Address);
    private readonly Option<string> _token = Setting.Parsed("--token", "auto|always|never", "Whether the page asks for a token that is printed: auto where other machines, or other people's accounts on this one, can reach it; never on loopback alone, where every account can then open it.", "auto", "auto", Token);
    private readonly Option<bool> _noBrowser = Setting.Switch("--no-browser", "Print the address and open no browser.");
    private readonly Option<string?> _study = Setting.Text("--study", "DIR",
        "The study folder: the only place that is written. A named one that is missing is made after a question on a terminal, or with --new; "
        + "the default one is made at once.", StudyOptions.DefaultFolder);

    private readonly Option<bool> _new = Setting.Switch("--new", "Make the study folder when it is missing, without a question.");
    private readonly Option<string[]> _data = new("--data")
    {
        HelpName = "DIR",
        Description = "Folders that the pages may read data from, besides what is uploaded. [default: none]",
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string[]> _models = new("--model")
    {
        HelpName = "NAME",
        Description = $"Language models that the pages may ask: Claude ids, or openai:MODEL@BASE-URL. Keys are read here and stay here. [default: {ModelChoice.Default}]",
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<int> _threads = Setting.Number("--threads", "Threads that may work at a time.", 0, least: 0, "one a core");
    private readonly Option<long> _memory = DataOptions.MemoryOption();
    private readonly Option<bool> _force = Setting.Switch("--force", "Write into a folder that holds something else than a study.");

    public StudioCommand()
        : base("studio", "Open the studio, a local web page: load a shop's files, see its segments and personas, ask what they would do, compare variants, send the report.", "studio --data my-shop/")
    {
        Add(_port);
        Add(_bind);
        Add(_token);
        Add(_noBrowser);
        Add(_study);
        Add(_new);
        Add(_data);
        Add(_models);
        Add(_threads);
        Add(_memory);
        Add(_force);
        AddOutputOptions();
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var address = arguments.GetRequiredValue(_bind);
        var port = arguments.GetValue(_port);
        if (port > ushort.MaxValue)
            throw new ClienteleException($"{port} is no port", "--port", "Give a number from 0 to 65535.");
        var asked = arguments.GetRequiredValue(_token);
        if (asked == "never" && !IPAddress.IsLoopback(address))
            throw new ClienteleException($"{address} can be reached from other machines, which a token has to keep out", "--token", "Leave the option out, or --bind.");
        var several = MachineUsers.AreSeveral("/etc/passwd", Environment.UserName);
        var study = Path.GetFullPath(arguments.GetRequiredValue(_study)!);
        StudyTarget.Check(study, arguments.GetValue(_force), "--study");
        if (!Directory.Exists(study) && arguments.GetResult(_study)?.IdentifierToken is not null && !arguments.GetValue(_new))
            Confirm(arguments.GetRequiredValue(_study)!, terminal);
        StudyTarget.Make(study);
        var options = new StudioOptions
        {
            Study = study,
            Address = address,
            Port = port,
            Token = asked == "always" || !IPAddress.IsLoopback(address) || asked == "auto" && several ? StudioOptions.NewToken() : null,
            DataFolders = [.. (arguments.GetValue(_data) ?? []).Select(Folder)],
            Models = [.. (arguments.GetValue(_models) is { Length: > 0 } named ? named : [ModelChoice.Default]).Select(Model)],
            Threads = arguments.GetValue(_threads),
            Memory = DataOptions.Hold(arguments.GetValue(_memory)),
            Hide = Secrets.Hide,
            Notice = terminal.Notice,
        };
        await using var studio = await StudioServer.StartAsync(options, cancellationToken);
        var url = Url(studio.Address, options.Token);
        if (terminal.Json)
            JsonOutput.Write(terminal, new Started(url, options.Study));
        else
        {
            terminal.Output.WriteLine($"Studio: {url}"); // in one line, however long, to be copied
            terminal.Line($"Study:  {options.Study} (the only folder that is written)");
        }
        terminal.Flush();
        if (options.Token is null)
            terminal.Notice("Every program and every account of this machine can open it; with --token always it asks for a token.");
        else if (IPAddress.IsLoopback(address))
            terminal.Notice($"{(several ? "Other people have accounts on this machine: the" : "The")} page asks for this token.");
        else
            terminal.Notice($"Listening on {address}: other machines can reach it with this token, and nothing on the way is encrypted. Use it in a network that you trust.");
        terminal.Notice("Ctrl-C ends it; runs that are not finished can be resumed.");
        if (!arguments.GetValue(_noBrowser) && !terminal.Json && !Console.IsOutputRedirected)
            Open(url, terminal);
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            terminal.Notice("Stopping.");
        }
        return ExitCode.Done;
    }

    // A slip in the path of a study would open an empty studio, with everything that was learned out of sight.
    private static void Confirm(string study, Terminal terminal)
    {
        if (!Console.IsInputRedirected && Terminal.ErrorIsTerminal && !terminal.Json)
        {
            Console.Error.Write(Terminal.Printable($"There is no folder {study}. Make a new study there? [y/N] "));
            if (Console.In.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes")
                return;
        }
        throw new ClienteleException("there is no such folder", study, "Check the path of --study, or make a new study there with --new.");
    }

    private static string Url(Uri address, string? token)
    {
        // A container's own name means nothing outside it; its port is published on the machine's.
        var every = Environment.GetEnvironmentVariable("DOTNET_RUNNING_IN_CONTAINER") == "true" ? "localhost" : Dns.GetHostName();
        var host = address.Host is "0.0.0.0" or "[::]" ? every : address.Host;
        return $"{address.Scheme}://{host}:{address.Port}/{(token is null ? "" : $"?token={token}")}";
    }

    private static void Open(string url, Terminal terminal)
    {
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(url) { UseShellExecute = true });
        }
        catch (Exception problem) when (problem is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            terminal.Notice("No browser could be opened here: open the address yourself.");
        }
    }

    private static string Folder(string folder)
    {
        // With or without a separator at its end it is the same folder, also for a study that remembers it.
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return Directory.Exists(full) ? full : throw new ClienteleException("there is no such folder", folder, "Name the folder that holds the shop's files with --data.");
    }

    private static StudioModel Model(string name)
    {
        var choice = ModelChoice.Parse(name);
        var prices = PriceTable.Shipped;
        var (id, variable) = choice switch
        {
            ModelChoice.Claude claude => (claude.Id, "ANTHROPIC_API_KEY"),
            ModelChoice.OpenAi other => (other.Id, "OPENAI_API_KEY"),
            _ => throw new InvalidOperationException("Another kind of model."),
        };
        var (key, price) = (ModelKey.Find(variable), prices.Find(id));
        return new StudioModel(name, () => choice switch
        {
            ModelChoice.Claude => AnthropicEndpoint.Create(id, key, AgentOptions.Address(), price, "low"),
            ModelChoice.OpenAi other => OpenAiEndpoint.Create(id, other.Address, key, price),
            _ => throw new InvalidOperationException("Another kind of model."),
        }, price is null ? null : prices.Date)
        {
            Unavailable = choice is ModelChoice.Claude && key is null ? $"there is no key: set {variable}, or write it into .env, and start the studio again" : null,
        };
    }

    private static string Token(string text) => text is "auto" or "always" or "never" ? text : throw new FormatException("give auto, always or never.");

    private static IPAddress Address(string text) => IPAddress.TryParse(text, out var address) ? address : throw new FormatException("give an IP address: 127.0.0.1, or 0.0.0.0 for every interface.");

    /// <summary>What --json prints.</summary>
    private sealed record Started(string Url, string Study);
}
