using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Clientele.EndToEnd.Tests;

/// <summary>The real <c>clientele studio</c>, as a process of its own: started, waited for, asked, ended by a signal.</summary>
internal sealed class Studio : IAsyncDisposable
{
    private const int SigTerm = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly StudioStart _start;
    private readonly StringBuilder _output = new(), _error = new();
    private bool _ended;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Studio(StudioStart start)
    {
        _start = start;
        Assert.True(File.Exists(Tool.Dll), $"{Tool.Dll} is missing: build the solution first.");
        // The command just built, or the tool that was installed from a package of it.
        var installed = Environment.GetEnvironmentVariable("CLIENTELE_INSTALLED");
        var info = new ProcessStartInfo(installed ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = start.Folder ?? Path.GetTempPath(),
        };
        if (installed is null)
            info.ArgumentList.Add(Tool.Dll);
        foreach (var argument in (string[])["studio", "--no-browser", "--port", $"{start.Port}", "--study", start.Study, "--new", .. start.Arguments.Any(argument => argument is "--bind" or "--token") ? [] : (string[])["--token", "never"], .. start.Arguments])
            info.ArgumentList.Add(argument);
        foreach (var (name, value) in start.Environment)
            info.Environment[name] = value;
        _process = new Process { StartInfo = info };
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_error, line.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where it listens, as it printed, without the token.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The token that it printed; null when it asks for none.</summary>
    public string? Token { get; private set; }

    /// <summary>Number of its process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Everything that it has written to standard output.</summary>
    public string Output => Text(_output);

    /// <summary>Everything that it has written to standard error.</summary>
    public string Error => Text(_error);

    /// <summary>Starts one and waits for its address.</summary>
    public static async Task<Studio> StartAsync(StudioStart start)
    {
        var studio = new Studio(start);
        try
        {
            var ended = studio._process.WaitForExitAsync(TestContext.Current.CancellationToken);
            var first = await Task.WhenAny(studio._address.Task, ended).WaitAsync(Patience, TestContext.Current.CancellationToken);
            Assert.True(first == studio._address.Task, $"The studio ended at once: {studio.Error}");
            var printed = await studio._address.Task;
            studio.Token = printed.Query is { Length: > 0 } query ? query["?token=".Length..] : null;
            studio.Address = new Uri(printed.GetLeftPart(UriPartial.Authority));
            return studio;
        }
        catch
        {
            await studio.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts one on a study, on a free port of this machine alone.</summary>
    public static Task<Studio> StartAsync(string study, params string[] arguments) => StartAsync(new StudioStart(study) { Arguments = arguments });

    /// <summary>Ends it as a service manager does and says how it ended.</summary>
    public async Task<Outcome> EndAsync()
    {
        if (!_process.HasExited)
            Tool.Signal(_process, SigTerm);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return new Outcome(_process.ExitCode, Output, Error);
    }

    /// <summary>Ends it, or kills it as a failure of power does, and starts another on the same study and the same port.</summary>
    public async Task<Studio> RestartAsync(bool killed = false)
    {
        if (killed)
            await DisposeAsync();
        else
            await EndAsync();
        return await StartAsync(_start with { Port = Address.Port });
    }

    /// <summary>Sends a request as it is written, which a client of the library would put in order first (dots in paths, names in Host).</summary>
    /// <param name="target">Path and query.</param>
    /// <param name="method">GET, POST, …</param>
    /// <param name="headers">Headers; Host is the address's own unless it is among them.</param>
    public async Task<RawAnswer> SendAsync(string target, string method = "GET", params (string Name, string Value)[] headers)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Address.Port, TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();
        // Version 1.0, so that answers come in one piece; only a WebSocket needs 1.1.
        var upgrade = headers.Any(header => header.Name == "Upgrade");
        var request = new StringBuilder($"{method} {target} HTTP/{(upgrade ? "1.1" : "1.0")}\r\n");
        foreach (var (name, value) in headers.Any(header => header.Name == "Host") ? headers : [("Host", $"{Address.Host}:{Address.Port}"), .. headers])
            request.Append($"{name}: {value}\r\n");
        if (method != "GET" && !headers.Any(header => header.Name == "Content-Length"))
            request.Append("Content-Length: 0\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request.Append("\r\n").ToString()), TestContext.Current.CancellationToken);
        var (answer, buffer) = (new StringBuilder(), new byte[1 << 16]);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(Patience);
        // Once a WebSocket is open nothing ends the answer.
        while (!(upgrade && answer.ToString().Contains("\r\n\r\n", StringComparison.Ordinal)) && await stream.ReadAsync(buffer, bound.Token) is > 0 and var read)
            answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
        return RawAnswer.Parse(answer.ToString());
    }

    /// <summary>A page as a browser gets it that has the token.</summary>
    public Task<RawAnswer> PageAsync(string path) => SendAsync(path, "GET", Token is null ? [] : [("Cookie", $"clientele-studio={Token}")]);

    public async ValueTask DisposeAsync()
    {
        if (_ended)
            return;
        _ended = true;
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }
        _process.Dispose();
    }

    private void Keep(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.AppendLine(line);
        if (text == _output && line.StartsWith("Studio: ", StringComparison.Ordinal))
            _address.TrySetResult(new Uri(line["Studio: ".Length..].Trim()));
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}

/// <summary>What a studio is started with.</summary>
/// <param name="Study">The study folder.</param>
internal sealed record StudioStart(string Study)
{
    /// <summary>Further arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Port; 0 = a free one.</summary>
    public int Port { get; init; }

    /// <summary>Working folder.</summary>
    public string? Folder { get; init; }

    /// <summary>Environment variables set, or unset by null.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();
}

/// <summary>An answer as it came.</summary>
internal sealed record RawAnswer(int Status, ILookup<string, string> Headers, string Body)
{
    /// <summary>A header's values in one text; empty when there is none.</summary>
    public string Header(string name) => string.Join(", ", Headers[name]);

    public static RawAnswer Parse(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        Assert.True(end > 0, $"No answer: {text}");
        var lines = text[..end].Split("\r\n");
        return new RawAnswer(
            int.Parse(lines[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture),
            lines[1..].Select(line => line.Split(": ", 2)).ToLookup(pair => pair[0], pair => pair.Length > 1 ? pair[1] : "", StringComparer.OrdinalIgnoreCase),
            text[(end + 4)..]);
    }
}
