using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Clientele.EndToEnd.Tests;

/// <summary>One studio on loopback and one on every interface, for all tests that only ask.</summary>
public sealed class OpenStudios : IAsyncLifetime
{
    private readonly Folder _folder = new();

    internal Studio Local { get; private set; } = null!;

    internal Studio Everywhere { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Local = await Studio.StartAsync(_folder.At("local"));
        Everywhere = await Studio.StartAsync(_folder.At("everywhere"), "--bind", "0.0.0.0");
    }

    public async ValueTask DisposeAsync()
    {
        await Local.DisposeAsync();
        await Everywhere.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>Who may ask the studio what: its address, its token, other sites, the headers of every answer, and keys.</summary>
public sealed partial class StudioSecurityTests(OpenStudios studios, Browser browser) : IClassFixture<OpenStudios>, IClassFixture<Browser>
{
    private const string Negotiate = "/_blazor/negotiate?negotiateVersion=1";

    private static readonly string[] Pages = ["/", "/segments", "/personas", "/lab", "/fidelity", "/runs", "/not-found"];

    private static readonly string[] Assets = ["/report.css", "/studio.css", "/studio.js", "/favicon.svg", "/_framework/blazor.web.js"];

    private static readonly (string, string)[] WebSocket = [("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")];

    [Fact]
    public void It_listens_on_loopback_alone_unless_told_otherwise()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The kernel's list of sockets is Linux's.");
        Assert.Equal(["0100007F"], Listening(studios.Local.Address.Port));
        Assert.Null(studios.Local.Token);
        Assert.Equal(["00000000"], Listening(studios.Everywhere.Address.Port));
        Assert.Contains("other machines can reach it", studios.Everywhere.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_loopback_it_asks_for_a_token_when_told_and_says_who_can_open_it_when_not()
    {
        Assert.Contains("every account of this machine can open it", studios.Local.Error, StringComparison.Ordinal);
        using var folder = new Folder();
        await using var studio = await Studio.StartAsync(folder.At("study"), "--token", "always");
        Assert.Matches("^[0-9a-f]{64}$", studio.Token);
        Assert.Equal(401, (await studio.SendAsync("/")).Status);
        Assert.Equal(200, (await studio.PageAsync("/")).Status);
        var refused = await Tool.RunAsync("studio", "--no-browser", "--port", "0", "--bind", "0.0.0.0", "--token", "never", "--study", folder.At("other"));
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("a token has to keep out", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534::/:/bin/sh\ndaemon:x:2:2::/:/usr/sbin/nologin\nanna:x:1000:1000:Anna:/home/anna:/bin/bash", false)]
    [InlineData("anna:x:1000:1000:Anna:/home/anna:/bin/bash\nben:x:1001:1001:Ben:/home/ben:/usr/bin/zsh", true)]
    [InlineData("anna:x:1000:1000::/home/anna:/bin/bash\nci:x:1001:1001::/home/ci:/usr/sbin/nologin\nold:x:1002:1002::/home/old:/bin/false", false)]
    [InlineData("anna:x:1000:1000::/home/anna:/bin/bash\n\n# a note\n+::::::", false)]
    public void Accounts_of_other_people_are_told_from_those_of_programs(string list, bool several)
    {
        using var folder = new Folder();
        File.WriteAllText(folder.At("passwd"), list);
        Assert.Equal(several, Clientele.Cli.MachineUsers.AreSeveral(folder.At("passwd"), "anna"));
        Assert.False(Clientele.Cli.MachineUsers.AreSeveral(folder.At("none"), "anna"));
    }

    [Fact]
    public async Task On_every_interface_it_answers_nobody_without_the_token()
    {
        var studio = studios.Everywhere;
        Assert.Matches("^[0-9a-f]{64}$", studio.Token);
        (string, string)[] wrong = [("Cookie", $"clientele-studio={studio.Token![1..]}0")];
        foreach (var path in (string[])[.. Pages, "/nowhere", "/runs/0123456789abcdef/files/run.json", "/_blazor", "/?token=", $"/?token={studio.Token[..63]}", "/?token=x&token=y"])
            foreach (var headers in (IEnumerable<(string, string)[]>)[[], wrong])
            {
                var refused = await studio.SendAsync(path, "GET", headers);
                Assert.True(refused.Status == 401, $"{path}: {refused.Status}");
                Assert.DoesNotContain("<html", refused.Body, StringComparison.Ordinal);
            }
        Assert.Equal(401, (await studio.SendAsync(Negotiate, "POST")).Status);
        Assert.Equal(401, (await studio.SendAsync($"/?token={studio.Token}", "POST")).Status);
        Assert.Equal(401, (await studio.SendAsync("/_blazor", "GET", WebSocket)).Status);
        Assert.Equal(200, (await studio.SendAsync("/report.css")).Status);
    }

    [Fact]
    public async Task The_token_becomes_a_cookie_that_no_script_and_no_other_site_gets_and_leaves_the_address()
    {
        var studio = studios.Everywhere;
        (string, string) cookie = ("Cookie", $"clientele-studio={studio.Token}");
        // Also for who has the cookie already.
        foreach (var headers in (IEnumerable<(string, string)[]>)[[], [cookie]])
        {
            var welcome = await studio.SendAsync($"/runs?token={studio.Token}", "GET", headers);
            Assert.Equal(302, welcome.Status);
            Assert.Equal("/", welcome.Header("Location"));
            Assert.Equal("no-referrer", welcome.Header("Referrer-Policy"));
            Assert.Equal("no-store", welcome.Header("Cache-Control"));
            var parts = welcome.Header("Set-Cookie").Split("; ");
            Assert.Equal($"clientele-studio={studio.Token}", parts[0]);
            Assert.Contains("httponly", parts);
            Assert.Contains("samesite=strict", parts);
            Assert.DoesNotContain(parts, part => part.StartsWith("expires", StringComparison.Ordinal) || part.StartsWith("domain", StringComparison.Ordinal));
        }
        var page = await studio.SendAsync("/", "GET", cookie);
        Assert.Equal(200, page.Status);
        Assert.DoesNotContain(studio.Token!, page.Body, StringComparison.Ordinal);
        Assert.Equal(101, (await studio.SendAsync("/_blazor", "GET", [cookie, .. WebSocket])).Status);
    }

    [Fact]
    public async Task A_name_that_someone_else_has_pointed_here_is_refused()
    {
        var port = studios.Local.Address.Port;
        foreach (var (host, status) in new[]
        {
            ($"127.0.0.1:{port}", 200), ($"localhost:{port}", 200), ($"LOCALHOST:{port}", 200),
            ($"evil.example:{port}", 421), ($"localhost.evil.example:{port}", 421), ($"127.0.0.1.nip.io:{port}", 421), ($"127.0.0.1:{port + 1}", 421), ("127.0.0.1", 421), ("localhost", 421),
            ($"192.0.2.1:{port}", 421), ($"0.0.0.0:{port}", 421), ($"[::1]:{port}", 421), ($"{Dns.GetHostName()}.example:{port}", 421),
        })
            foreach (var path in (string[])["/", "/report.css"])
                Assert.True((await studios.Local.SendAsync(path, "GET", ("Host", host))).Status == status, host);
        Assert.Equal(421, (await studios.Local.SendAsync(Negotiate, "POST", ("Host", "evil.example"))).Status);
        Assert.Equal(421, (await studios.Local.SendAsync("/_blazor", "GET", [("Host", $"evil.example:{port}"), ("Origin", $"http://evil.example:{port}"), .. WebSocket])).Status);
        // On every interface an address is as good as another, and the name that was printed; a foreign name is not.
        var open = studios.Everywhere;
        foreach (var (host, status) in new[] { ($"192.0.2.1:{open.Address.Port}", 401), (open.Address.Authority, 401), ($"evil.example:{open.Address.Port}", 421) })
            Assert.Equal(status, (await open.SendAsync("/", "GET", ("Host", host))).Status);
    }

    [Fact]
    public async Task Another_site_can_neither_read_nor_change_nor_open_a_connection()
    {
        var studio = studios.Local;
        var own = studio.Address.GetLeftPart(UriPartial.Authority);
        foreach (var header in new[]
        {
            ("Origin", "https://evil.example"), ("Origin", "null"), ("Origin", $"https://{studio.Address.Authority}"), ("Origin", $"http://localhost:{studio.Address.Port}"),
            ("Origin", $"http://127.0.0.1:{studio.Address.Port + 1}"), ("Origin", own + ".evil.example"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"),
        })
        {
            foreach (var path in (string[])["/", "/report.css", "/runs/0123456789abcdef/files/run.json"])
                Assert.True((await studio.SendAsync(path, "GET", header)).Status == 403, $"{path} {header}");
            Assert.Equal(403, (await studio.SendAsync("/", "POST", header)).Status);
            Assert.Equal(403, (await studio.SendAsync(Negotiate, "POST", header)).Status);
            Assert.Equal(403, (await studio.SendAsync("/_blazor", "GET", [header, .. WebSocket])).Status);
        }
        // Following a link from elsewhere is no attack, sending a form from there is one.
        (string, string)[] link = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate")];
        Assert.Equal(200, (await studio.SendAsync("/", "GET", link)).Status);
        Assert.Equal(403, (await studio.SendAsync("/", "POST", link)).Status);
        // Its own pages may.
        Assert.Equal(200, (await studio.SendAsync(Negotiate, "POST", ("Origin", own), ("Sec-Fetch-Site", "same-origin"))).Status);
        Assert.Equal(101, (await studio.SendAsync("/_blazor", "GET", [("Origin", own), .. WebSocket])).Status);
    }

    [Fact]
    public async Task A_form_without_the_antiforgery_token_of_a_page_is_refused()
    {
        var studio = studios.Local;
        (string, string)[] form = [("Origin", studio.Address.GetLeftPart(UriPartial.Authority)), ("Content-Type", "application/x-www-form-urlencoded")];
        foreach (var path in Pages)
            foreach (var method in (string[])["POST", "PUT", "DELETE", "PATCH"])
                Assert.InRange((await studio.SendAsync(path, method, form)).Status, 400, 405);
        Assert.Equal(400, (await studio.SendAsync("/", "POST", form)).Status);
        Assert.Equal(400, (await studio.SendAsync("/", "POST", [("Cookie", "clientele-antiforgery=forged"), .. form])).Status);
    }

    [Fact]
    public async Task Every_answer_forbids_inline_script_and_style_elements_and_frames()
    {
        var studio = studios.Local;
        var answers = new List<(string What, RawAnswer Answer)>();
        foreach (var path in (string[])[.. Pages, .. Assets, "/nowhere", "/_framework/nowhere.js", "/runs/0123456789abcdef/files/run.json", "/runs/x/files/../../y", "/%00"])
            answers.Add((path, await studio.SendAsync(path)));
        answers.Add(("421", await studio.SendAsync("/", "GET", ("Host", "evil.example"))));
        // Names that are none: met where Host is first looked at.
        foreach (var name in (string[])["xn--a", "xn--0", "xn--zzzzzzzzzzzzzzzz", "a.xn--99999999999"])
        {
            var misdirected = await studio.SendAsync("/", "GET", ("Host", $"{name}:{studio.Address.Port}"));
            Assert.Equal(421, misdirected.Status);
            answers.Add((name, misdirected));
        }
        answers.Add(("403", await studio.SendAsync("/", "GET", ("Origin", "https://evil.example"))));
        answers.Add(("400", await studio.SendAsync("/", "POST")));
        answers.Add(("401", await studios.Everywhere.SendAsync("/")));
        answers.Add(("302", await studios.Everywhere.SendAsync($"/?token={studios.Everywhere.Token}")));
        // What cannot be read as a request at all gets an answer without a body and without headers.
        foreach (var (what, answer) in answers.Where(answer => answer.Answer.Status != 400 || answer.Answer.Body.Length > 0))
        {
            var policy = answer.Headers["Content-Security-Policy"].First().Split("; ").ToDictionary(part => part.Split(' ')[0], part => part.Split(' ', 2)[1]);
            Assert.True(policy["default-src"] == "'none'" && policy["script-src"] == "'self'" && policy["style-src"] == "'self'" && policy["frame-ancestors"] == "'none'" && policy["connect-src"] == "'self'", what);
            Assert.DoesNotContain(policy, part => part.Key != "style-src-attr" && part.Value.Contains("unsafe", StringComparison.Ordinal));
            Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
            Assert.Equal("DENY", answer.Header("X-Frame-Options"));
            Assert.Equal("no-referrer", answer.Header("Referrer-Policy"));
            Assert.Equal("", answer.Header("Server"));
        }
    }

    [Fact]
    public async Task Pages_are_kept_in_no_cache_and_only_assets_of_a_version_are()
    {
        foreach (var path in (string[])["/", "/?v=1", "/nowhere?v=1", "/runs/0123456789abcdef/files/run.json?v=1"])
            Assert.Contains("no-store", (await studios.Local.SendAsync(path)).Header("Cache-Control"), StringComparison.Ordinal);
        Assert.Equal("no-cache", (await studios.Local.SendAsync("/report.css")).Header("Cache-Control"));
        Assert.Contains("immutable", (await studios.Local.SendAsync("/report.css?v=1")).Header("Cache-Control"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_holds_an_inline_script_a_style_element_or_a_handler()
    {
        foreach (var path in (string[])[.. Pages, "/nowhere"])
        {
            var page = await studios.Local.SendAsync(path);
            Assert.Contains("<html", page.Body, StringComparison.Ordinal);
            Assert.True(!Inline.IsMatch(page.Body), $"{path}: {Inline.Match(page.Body)}");
            Assert.Contains("Simulated, not human data.", page.Body, StringComparison.Ordinal);
        }
        Assert.Equal(200, (await studios.Local.SendAsync("/")).Status);
        Assert.Equal(404, (await studios.Local.SendAsync("/nowhere")).Status);
        Assert.Contains("There is no such page", (await studios.Local.SendAsync("/nowhere")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_browser_a_page_comes_to_life_without_a_complaint_and_asks_nobody_else()
    {
        foreach (var studio in (Studio[])[studios.Local, studios.Everywhere])
        {
            var own = new Uri($"http://127.0.0.1:{studio.Address.Port}/");
            var visited = await browser.NewPageAsync(1280);
            await visited.Page.RunAndWaitForWebSocketAsync(() => visited.Page.GotoAsync(new Uri(own, studio.Token is null ? "" : $"?token={studio.Token}").AbsoluteUri));
            Assert.Equal(own.AbsoluteUri, visited.Page.Url);
            await visited.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Segments", Exact = true }).ClickAsync();
            await visited.Page.WaitForURLAsync(new Uri(own, "segments").AbsoluteUri);
            Assert.Empty(visited.Complaints);
            Assert.All(visited.Requests, url => Assert.StartsWith(own.AbsoluteUri, url, StringComparison.Ordinal));
            Assert.DoesNotContain("clientele-studio", await visited.Page.EvaluateAsync<string>("document.cookie"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_key_is_in_no_answer_no_output_and_no_file_and_nothing_is_written_outside_the_study()
    {
        const string Key = "sk-ant-marker-0123456789";
        using var folder = new Folder();
        foreach (var name in (string[])["home", "here", "study"])
            Directory.CreateDirectory(folder.At(name));
        var start = new StudioStart(folder.At("study"))
        {
            Folder = folder.At("here"),
            Environment = new Dictionary<string, string?>
            {
                ["ANTHROPIC_API_KEY"] = Key,
                ["OPENAI_API_KEY"] = Key,
                ["HOME"] = folder.At("home"),
                ["XDG_DATA_HOME"] = null,
                ["XDG_CONFIG_HOME"] = null,
                ["XDG_CACHE_HOME"] = null,
                ["ASPNETCORE_URLS"] = "http://0.0.0.0:1",
                ["ASPNETCORE_ENVIRONMENT"] = "Development", // nothing from outside configures it
            },
        };
        await using var studio = await Studio.StartAsync(start);
        foreach (var path in (string[])[.. Pages, .. Assets, "/nowhere"])
            Assert.DoesNotContain(Key, (await studio.SendAsync(path)).Body, StringComparison.Ordinal);
        var outcome = await studio.EndAsync();
        Assert.Equal(0, outcome.ExitCode);
        Assert.DoesNotContain(Key, outcome.Output + outcome.Error, StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(start.Study, "*", SearchOption.AllDirectories), file => Assert.DoesNotContain(Key, File.ReadAllText(file), StringComparison.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(folder.At("home")));
        Assert.Empty(Directory.GetFileSystemEntries(folder.At("here")));
        Assert.Equal(["here", "home", "study"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Ended_by_a_signal_it_ends_well_and_another_takes_up_the_study_and_the_port_in_silence()
    {
        using var folder = new Folder();
        await using var first = await Studio.StartAsync(folder.At("study"));
        var cookie = (await first.SendAsync("/")).Header("Set-Cookie").Split(';')[0];
        Assert.StartsWith("clientele-antiforgery=", cookie, StringComparison.Ordinal);
        await using var second = await first.RestartAsync();
        Assert.Equal(first.Address, second.Address);
        // A browser comes back with what the first server gave it.
        Assert.Equal(200, (await second.SendAsync("/", "GET", ("Cookie", cookie))).Status);
        var outcome = await second.EndAsync();
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(["Every program and every account of this machine can open it; with --token always it asks for a token.", "Ctrl-C ends it; runs that are not finished can be resumed.", "Stopping."], outcome.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task What_cannot_be_opened_is_said_with_a_next_step()
    {
        using var folder = new Folder();
        Directory.CreateDirectory(folder.At("damaged", "studio"));
        await File.WriteAllTextAsync(folder.At("damaged", "studio", "source.json"), "{ \"schema\": 7", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.At("file"), "", TestContext.Current.CancellationToken);
        foreach (var (arguments, words) in new (string[], string)[]
        {
            (["--port", $"{studios.Local.Address.Port}", "--study", folder.At("a")], "--port 0"),
            (["--port", "70000", "--study", folder.At("a")], "0 to 65535"),
            (["--bind", "192.0.2.1", "--port", "0", "--study", folder.At("a")], "192.0.2.1"),
            (["--bind", "everyone", "--study", folder.At("a")], "0.0.0.0"),
            (["--port", "0", "--study", folder.At("file")], "--study"),
            (["--port", "0", "--study", folder.At("damaged")], "source.json"),
            (["--port", "0", "--study", folder.At("a"), "--data", folder.At("none")], "there is no such folder"),
        })
        {
            var outcome = await Tool.RunAsync(["studio", "--no-browser", "--new", .. arguments]);
            Assert.True(outcome.ExitCode == 2, $"{string.Join(' ', arguments)}: {outcome.ExitCode} {outcome.Error}");
            Assert.Contains(words, outcome.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("Studio:", outcome.Output, StringComparison.Ordinal);
        }
    }

    // Local addresses, as the kernel writes them, of the sockets that listen on a port.
    private static string[] Listening(int port)
    {
        const string Listens = "0A";
        return [.. ((string[])["/proc/net/tcp", "/proc/net/tcp6"]).Where(File.Exists).SelectMany(File.ReadAllLines).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 3 && fields[3] == Listens && fields[1].EndsWith(string.Create(CultureInfo.InvariantCulture, $":{port:X4}"), StringComparison.Ordinal)).Select(fields => fields[1].Split(':')[0])];
    }

    [GeneratedRegex(@"<script(?![^>]*\ssrc=)|<style|<[a-z][^>]*\son[a-z]+\s*=|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex Inline { get; }
}
