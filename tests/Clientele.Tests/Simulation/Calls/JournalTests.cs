using Clientele.Simulation.Calls;
using Microsoft.Data.Sqlite;

namespace Clientele.Tests.Simulation.Calls;

public sealed class JournalTests : IDisposable
{
    private static readonly ModelEndpoint Endpoint = new FaultyModel().Endpoint();

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("journal.db");

    public void Dispose() => _folder.Dispose();

    private static (JournalEntry Entry, ModelCall Call) Entry(int i, string text = "an answer")
    {
        var call = new ModelCall("system", $"user {i}", i % 2 == 0 ? "{}" : null, i % 3);
        return (new JournalEntry(call.Key(Endpoint), "faulty", CallKey.Of(call.SystemPrompt), CallKey.Of(call.UserPrompt), call.Replicate, new ModelReply
        {
            Text = text,
            End = (ReplyEnd)(i % 3),
            InputTokens = 10 + i,
            CachedTokens = i,
            OutputTokens = 5,
            Cost = i % 4 == 0 ? null : i / 1e6,
            LatencyMs = 7,
            Attempts = 2,
        }), call);
    }

    [Fact]
    public async Task What_was_written_is_found_again_by_another_process()
    {
        using (var journal = Journal.Open(Path))
            for (var i = 0; i < 20; i++)
            {
                var (entry, call) = Entry(i);
                var attempt = await journal.StartAttemptAsync("plan", entry.Key, 1);
                await journal.AnswerAsync(attempt, entry, call);
            }
        using var again = Journal.OpenToRead(Path);
        for (var i = 0; i < 20; i++)
            Assert.Equal(Entry(i).Entry.Reply, again.Find(Entry(i).Entry.Key));
        Assert.Null(again.Find(CallKey.Of("nothing")));
        Assert.Equal("user 3", again.Prompt(CallKey.Of("user 3")));
    }

    [Fact]
    public async Task The_first_answer_stands()
    {
        using var journal = Journal.Open(Path);
        await journal.AddAsync([(Entry(1).Entry, null, null)]);
        await journal.AddAsync([(Entry(1, "another").Entry, null, null)]);
        Assert.Equal("an answer", journal.Find(Entry(1).Entry.Key)!.Text);
    }

    [Fact]
    public async Task A_recording_holds_all_and_reads_back_the_same()
    {
        using (var journal = Journal.Open(Path))
        {
            foreach (var i in Enumerable.Range(0, 30))
                await journal.AddAsync([(Entry(i, $"line one\nline \"two\" {i} \u2028 <b>").Entry, "system", $"user {i}")]);
            Assert.Equal(30, JournalFile.Export(journal, _folder.File("a.jsonl")));
        }
        using (var copy = Journal.Open(_folder.File("copy.db")))
        {
            Assert.Equal(30, await JournalFile.ImportAsync(_folder.File("a.jsonl"), copy, TestContext.Current.CancellationToken));
            JournalFile.Export(copy, _folder.File("b.jsonl"));
        }
        Assert.Equal(File.ReadAllBytes(_folder.File("a.jsonl")), File.ReadAllBytes(_folder.File("b.jsonl")));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("{\"schema\":\"something/else\"}\n", "first line")]
    [InlineData("{\"schema\":\"clientele/journal/v1\"}\n{\"key\":\"12\"}\n", "line 2")]
    [InlineData("{\"schema\":\"clientele/journal/v1\"}\nnot json\n", "line 2")]
    public async Task A_file_that_is_no_recording_is_named_with_its_line(string text, string said)
    {
        File.WriteAllText(_folder.File("bad.jsonl"), text);
        using var journal = Journal.Open(Path);
        var refused = await Assert.ThrowsAsync<ClienteleException>(() => JournalFile.ImportAsync(_folder.File("bad.jsonl"), journal, TestContext.Current.CancellationToken));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_one_process_may_ask_for_a_study()
    {
        using var first = Journal.Open(Path);
        Assert.Contains("another process is asking", Assert.Throws<ClienteleException>(() => Journal.Open(Path)).Message, StringComparison.Ordinal);
        using var reader = Journal.OpenToRead(Path);
        Assert.Empty(reader.Plans());
    }

    [Fact]
    public void A_file_that_is_no_journal_is_left_alone()
    {
        File.WriteAllText(Path, new string('x', 5000));
        Assert.Contains("is damaged", Assert.Throws<ClienteleException>(() => Journal.Open(Path)).Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 5000), File.ReadAllText(Path));
        Assert.Contains("no journal", Assert.Throws<ClienteleException>(() => Journal.OpenToRead(_folder.File("none.db"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_knows_how_far_it_is()
    {
        using var journal = Journal.Open(Path);
        var keys = Enumerable.Range(0, 5).Select(i => Entry(i).Entry.Key).ToList();
        await journal.AddPlanAsync("plan", "five questions", 10, keys);
        await journal.AddPlanAsync("plan", "again", 10, keys);
        await journal.AddAsync([(Entry(2).Entry, null, null)]);
        await journal.StartAttemptAsync("plan", keys[3], .5);
        await journal.EndAttemptAsync(await journal.StartAttemptAsync("plan", keys[4], .5), "overloaded", .1);
        var plan = Assert.Single(journal.Plans());
        Assert.Equal(("five questions", 10, 5, 1, 1), (plan.Description, plan.Rows, plan.Calls, plan.Replied, plan.Unknown));
        Assert.Equal(.6, plan.Spent, 1e-12);
    }

    [Fact]
    public void A_damaged_journal_is_said_to_be_that_by_whatever_reads_it()
    {
        File.WriteAllBytes(Path, [.. Enumerable.Range(0, 8192).Select(i => (byte)(i * 7))]);
        var reads = (Action<Journal>[])[journal => journal.Plans(), journal => journal.Progress("x"), journal => journal.Prompt(default)];
        foreach (var read in reads)
            Assert.Contains("is damaged", Assert.Throws<ClienteleException>(() =>
            {
                using var journal = Journal.OpenToRead(Path);
                read(journal);
            }).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("no tables")]
    [InlineData("zeroed start")]
    [InlineData("truncated")]
    [InlineData("lost")]
    public async Task A_damaged_journal_is_never_taken_for_a_new_one(string damage)
    {
        await FillAsync();
        switch (damage)
        {
            case "empty": File.WriteAllBytes(Path, []); break;
            case "no tables":
                File.Delete(Path);
                using (var connection = new SqliteConnection($"Data Source={Path};Pooling=False"))
                {
                    connection.Open();
                    using var command = new SqliteCommand("CREATE TABLE other (a)", connection);
                    command.ExecuteNonQuery();
                }
                break;
            case "zeroed start": Overwrite(0, 4096); break;
            case "truncated": using (var file = File.OpenWrite(Path)) file.SetLength(4096); break;
            case "lost":
                File.Move(Path, _folder.File("away.db"));
                File.WriteAllText(Path + "-wal", "answers");
                break;
        }
        var before = File.Exists(Path) ? File.ReadAllBytes(Path) : null;
        Damaged(() =>
        {
            using var journal = Journal.Open(Path);
            journal.Find(Entry(3).Entry.Key);
        });
        if (before is null)
            return;
        Damaged(() => ReadAll(Path));
        Assert.Equal(before.Length, new FileInfo(Path).Length);
    }

    [Fact]
    public async Task Zeroed_pages_and_values_that_no_journal_holds_are_damage_to_whatever_reads_them()
    {
        await FillAsync();
        var whole = File.ReadAllBytes(Path);
        for (var page = 4096; page < whole.Length; page += 4096)
            Overwrite(page, 4096);
        Damaged(() => ReadAll(Path));
        foreach (var change in (string[])["answers SET ending = 'nothing'", "answers SET latency_ms = 1e15", "plans SET at = 'never'", "answers SET system = x'00'"])
        {
            File.WriteAllBytes(Path, whole);
            using (var connection = new SqliteConnection($"Data Source={Path};Pooling=False"))
            {
                connection.Open();
                using var command = new SqliteCommand("UPDATE " + change, connection);
                command.ExecuteNonQuery();
            }
            Damaged(() => ReadAll(Path));
        }
    }

    [Fact]
    public void A_folder_is_no_journal()
    {
        Directory.CreateDirectory(Path);
        foreach (var open in (Action[])[() => Journal.Open(Path), () => Journal.OpenToRead(Path)])
            Assert.Contains("journal.db is a folder", Assert.Throws<ClienteleException>(open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_that_a_kill_left_half_made_is_made_again()
    {
        File.WriteAllText(Path + ".new", "half");
        using (Journal.Open(Path))
        {
        }
        Assert.Equal(["journal.db", "journal.db.lock"], Directory.GetFiles(_folder.Path).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private async Task FillAsync()
    {
        using var journal = Journal.Open(Path);
        await journal.AddPlanAsync("plan", "questions", 200, Enumerable.Range(0, 200).Select(i => Entry(i).Entry.Key));
        await journal.AddAsync([.. Enumerable.Range(0, 200).Select(i => (Entry(i).Entry, (string?)"system", (string?)$"user {i}"))]);
    }

    private void Overwrite(long at, int count)
    {
        using var file = File.OpenWrite(Path);
        file.Position = at;
        file.Write(new byte[count]);
    }

    private static void ReadAll(string path)
    {
        using var journal = Journal.OpenToRead(path);
        Assert.Equal(200, journal.Entries("plan").Count());
        journal.Plans();
        for (var i = 0; i < 200; i++)
            journal.Find(Entry(i).Entry.Key);
    }

    private static void Damaged(Action read)
    {
        var problem = Assert.Throws<ClienteleException>(read);
        Assert.Contains("journal.db is damaged", problem.Message, StringComparison.Ordinal);
        Assert.Contains("paid for again", problem.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_depends_on_everything_that_decides_the_answer_and_fields_do_not_run_together()
    {
        var call = new ModelCall("ab", "c", null, 0);
        CallKey[] keys =
        [
            call.Key(Endpoint), (call with { SystemPrompt = "a", UserPrompt = "bc" }).Key(Endpoint), (call with { Schema = "" }).Key(Endpoint), (call with { Replicate = 1 }).Key(Endpoint),
            call.Key(Endpoint with { Model = "other" }), call.Key(Endpoint with { Address = "elsewhere" }), call.Key(Endpoint with { Effort = "high" }), call.Key(Endpoint with { Effort = null }),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(call.Key(Endpoint), (call with { }).Key(Endpoint with { Price = null, MaxOutputTokens = 5 }));
        Assert.Equal(keys[0], CallKey.Parse(keys[0].ToString()));
    }
}
