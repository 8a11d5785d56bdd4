using System.Globalization;
using System.Text;
using Clientele.Personas;
using Clientele.Simulation;
using Clientele.Simulation.Calls;
using Clientele.Stub.Raw;
using Microsoft.Data.Sqlite;

namespace Clientele.EndToEnd.Tests.Faults;

/// <summary>Servers that go wrong in every way that we could think of, asked through the vendors' real clients: whatever comes, each planned question has one case, the limit is kept,
/// nothing is read without bound, no attempt stays open in the journal, and the key is nowhere.</summary>
public sealed class ServerFaultTests(DemoShop shop) : IClassFixture<DemoShop>, IDisposable
{
    private static readonly Question.Purchase FlashSale = new(BuiltInScenarios.Get("flash_sale").Scenarios[0]);

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A journal waits for the disk at every attempt; one in memory does not.
    private readonly string _folder = Directory.CreateDirectory(
        Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "clientele-faults-" + Guid.NewGuid().ToString("n"))).FullName;

    private PersonaSet Personas => field ??= Few(PersonaFile.Load(Path.Combine(shop.Study, "model", "personas.json")));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static IEnumerable<TheoryDataRow<string, string>> Matrix() =>
        from fault in ServerFaults.All from wire in (string[])["anthropic", "openai"] select new TheoryDataRow<string, string>(fault.Name, wire);

    [Fact]
    public void There_are_more_than_forty_kinds() => Assert.True(ServerFaults.All.Select(fault => fault.Name).Distinct().Count() >= 40);

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Every_call_has_its_case_when_a_server_always_goes_wrong(string name, string wire)
    {
        var fault = ServerFaults.Find(name);
        var asked = await AskAsync(Wire.Of(wire), (of, _) => fault.Reply(of), maxCost: 5);
        asked.AssertSound(limit: 5, mostBytes: fault.MostBytes);
        if (fault.Outcome == Ending.Stops)
        {
            Assert.NotNull(asked.Stopped);
            Assert.Contains(fault.Said ?? "", asked.Stopped.Message + asked.Stopped.Hint, StringComparison.Ordinal);
            return;
        }
        var account = Assert.IsType<SimulationRun>(asked.Run).Account;
        var expected = fault.Outcome switch
        {
            Ending.Answered or Ending.AnsweredOwnCount => account.Answered,
            Ending.Unreadable => account.Invalid,
            Ending.Refused => account.Refused,
            _ => account.Failed,
        };
        Assert.True(expected == account.Planned, $"{account}: {string.Join("; ", asked.Problems)}");
        Assert.Equal(fault.Outcome == Ending.AnsweredOwnCount ? account.Planned : 0, fault.Outcome == Ending.Unreadable ? 0 : asked.OwnCounts);
        if (fault.Said is { } said)
            Assert.Contains(said, string.Join('\n', asked.Said), StringComparison.Ordinal);
        Assert.InRange(asked.Requests, 1, 5 * account.Planned);
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task One_fault_among_right_answers_costs_one_call_at_most(string name, string wire)
    {
        var fault = ServerFaults.Find(name);
        var asked = await AskAsync(Wire.Of(wire), (of, number) => number == 3 ? fault.Reply(of) : of.Good(), maxCost: 5, concurrency: 1);
        asked.AssertSound(limit: 5, mostBytes: fault.MostBytes);
        // Only a key that is refused, or a request that is, stops a run that has answers; the others pass or cost their own call.
        if (asked.Stopped is not null)
        {
            Assert.Contains(name, (string[])["status 401 Unauthorized", "status 403 Forbidden"]);
            return;
        }
        var account = asked.Run!.Account;
        var missing = fault.Outcome is Ending.Unreadable or Ending.Refused or Ending.Stops ? 1 : 0;
        Assert.True(account.Answered == account.Planned - missing, $"{account}: {string.Join("; ", asked.Problems)}");
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task The_limit_is_kept_and_the_cases_add_up_whatever_comes(string name, string wire)
    {
        var fault = ServerFaults.Find(name);
        const double Limit = .006;
        var asked = await AskAsync(Wire.Of(wire), (of, number) => number % 3 == 1 ? of.Good() : fault.Reply(of), maxCost: Limit);
        asked.AssertSound(Limit, fault.MostBytes);
    }

    private static PersonaSet Few(PersonaSet personas) => personas with { Personas = [.. personas.Personas.Take(4)] };

    private async Task<Asked> AskAsync(Wire wire, Func<Wire, int, RawReply> answer, double maxCost, int concurrency = 4)
    {
        await using var server = RawServer.Start(request => answer(wire, request.Number));
        var clock = new ImpatientClock(Wire.Timeout);
        server.Stalled = clock.Expire;
        var asked = new Asked(Path.Combine(_folder, "journal.db"));
        using (var journal = Journal.Open(Path.Combine(_folder, "journal.db"), clock))
        {
            var run = LanguageModelRun.Prepare(
                Personas, [FlashSale], Population.OfPersonas(Personas), wire.Endpoint(server.Address), journal, new SimulationOptions(),
                new CallOptions { MaxCost = maxCost, MaxConcurrency = concurrency, MaxAttempts = 4, MaxRateLimits = 5 }, Stop);
            try
            {
                asked.Run = await run.RunAsync(journal, time: clock, cancellationToken: Stop);
            }
            catch (ClienteleException problem)
            {
                asked.Stopped = problem;
            }
            asked.Problems = [.. run.Problems.Select(problem => problem.Problem)];
            asked.Notices = run.Notices;
            asked.OwnCounts = asked.Run?.Decisions.Calls?.OwnCount.Count(own => own) ?? 0;
        }
        (asked.Sent, asked.Requests) = (server.Sent, server.Requests);
        return asked;
    }

    private sealed class Asked(string journal)
    {
        public SimulationRun? Run { get; set; }

        public ClienteleException? Stopped { get; set; }

        public IReadOnlyList<string> Problems { get; set; } = [];

        public IReadOnlyList<string> Notices { get; set; } = [];

        public IEnumerable<string> Said => Problems.Concat(Notices);

        public int OwnCounts { get; set; }

        public long Sent { get; set; }

        public int Requests { get; set; }

        public void AssertSound(double limit, long mostBytes)
        {
            using var connection = new SqliteConnection($"Data Source={journal};Mode=ReadOnly;Pooling=False");
            connection.Open();
            Assert.Equal(0L, Convert.ToInt64(One("SELECT count(*) FROM attempts a LEFT JOIN attempt_ends e ON e.attempt = a.id WHERE e.attempt IS NULL"), CultureInfo.InvariantCulture));
            Assert.InRange(Convert.ToDouble(One("SELECT coalesce(sum(cost), 0) FROM attempt_ends"), CultureInfo.InvariantCulture), 0, limit);
            Assert.Equal(0L, Convert.ToInt64(One("SELECT count(*) FROM answers WHERE input < 0 OR output < 0 OR cached < 0 OR cost < 0"), CultureInfo.InvariantCulture));
            if (Run is { Account: var account })
                Assert.Equal(account.Planned, account.Answered + account.Refused + account.Invalid + account.Failed + account.OverBudget + account.Cancelled);
            Assert.InRange(Sent, 0, Math.Max(1, Requests) * mostBytes);
            // Nowhere: not in the answers, not in words, not in any byte of the journal.
            var words = new StringBuilder().AppendJoin('\n', Said).Append(Stopped).Append(Stopped?.Hint);
            foreach (var verbatim in Run?.Verbatims ?? [])
                words.AppendLine(System.Text.Json.JsonSerializer.Serialize(verbatim, Relaxed));
            Assert.DoesNotContain(Wire.Key, words.ToString(), StringComparison.OrdinalIgnoreCase);
            foreach (var file in Directory.GetFiles(Path.GetDirectoryName(journal)!, "journal.db*"))
                Assert.DoesNotContain(Wire.Key, Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.OrdinalIgnoreCase);

            object One(string text)
            {
                using var command = connection.CreateCommand();
                command.CommandText = text;
                return command.ExecuteScalar()!;
            }
        }
    }
}
