using Clientele.Storage;

namespace Clientele.Tests.Storage;

public sealed class ChecksumsTests
{
    [Fact]
    public void A_changed_a_missing_and_an_unknown_file_are_refused_with_the_command_that_makes_them()
    {
        using var folder = new TemporaryFolder();
        Put(folder.Path, ("run.json", "{}"), ("decisions.csv", "a"));
        Checksums.Check(folder.Path, folder.File("run.json"), "clientele simulate");
        folder.Write("run.json", "{ }");
        var damaged = Assert.Throws<ClienteleException>(() => Checksums.Check(folder.Path, folder.File("run.json"), "clientele simulate"));
        Assert.Contains("run.json: this file is damaged", damaged.Message, StringComparison.Ordinal);
        Assert.Contains("clientele simulate", damaged.Hint, StringComparison.Ordinal);
        File.Delete(folder.File("decisions.csv"));
        Assert.Contains("There is no file", Refusal("decisions.csv"), StringComparison.Ordinal);
        folder.Write("stranger.csv", "a");
        Assert.Contains("does not know this file", Refusal("stranger.csv"), StringComparison.Ordinal);
        File.Delete(folder.File("checksums.json"));
        Assert.Contains("not finished", Refusal("run.json"), StringComparison.Ordinal);
        folder.Write("checksums.json", "{\"schema\": \"clientele/checksums/v1\", \"files\": 7}");
        Assert.Contains("checksums.json is damaged", Refusal("run.json"), StringComparison.Ordinal);

        string Refusal(string name) => Assert.Throws<ClienteleException>(() => Checksums.Check(folder.Path, folder.File(name), "clientele simulate")).Message;
    }

    [Fact]
    public void A_file_that_was_made_and_is_gone_is_missing_and_one_that_never_was_is_not()
    {
        using var folder = new TemporaryFolder();
        Put(folder.Path, ("fidelity.json", "{}"));
        Assert.True(Checksums.Has(folder.Path, folder.File("fidelity.json"), "clientele validate"));
        Assert.False(Checksums.Has(folder.Path, folder.File("segment_count.json"), "clientele validate"));
        File.Delete(folder.File("fidelity.json"));
        var missing = Assert.Throws<ClienteleException>(() => Checksums.Has(folder.Path, folder.File("fidelity.json"), "clientele validate"));
        Assert.Contains("this file is missing", missing.Message, StringComparison.Ordinal);
        Assert.Contains("clientele validate", missing.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"schema\": \"clientele/checksums/v1\", \"files\": null}")]
    public void A_part_is_not_put_beside_files_that_can_no_longer_be_checked(string? checksums)
    {
        using var folder = new TemporaryFolder();
        Put(folder.Path, name => name is "study.json" or "model/a", ("study.json", "{}"), ("model/a", "1"));
        if (checksums is null)
            File.Delete(folder.File("checksums.json"));
        else
            folder.Write("checksums.json", checksums);
        Assert.Throws<ClienteleException>(() => Checksums.RequireSound(folder.Path));
        Assert.Throws<ClienteleException>(() => Put(folder.Path, name => name == "segment_count.json", ("segment_count.json", "{}")));
        Assert.False(File.Exists(folder.File("segment_count.json")));
        // The study itself may be made again.
        Put(folder.Path, name => name is "study.json" or "model/a", ("study.json", "{ }"), ("model/a", "2"));
        Checksums.Check(folder.Path, folder.File("model/a"), "");
    }

    [Fact]
    public void A_draft_replaces_its_own_part_of_a_folder_and_keeps_the_rest()
    {
        using var folder = new TemporaryFolder();
        Put(folder.Path, name => name.StartsWith("model/", StringComparison.Ordinal), ("model/a", "1"), ("model/b", "1"));
        Put(folder.Path, name => name.StartsWith("fidelity/", StringComparison.Ordinal), ("fidelity/c", "1"));
        folder.Write("model/mine.txt", "a note");
        Put(folder.Path, name => name.StartsWith("model/", StringComparison.Ordinal), ("model/a", "2"));
        Assert.Equal(["fidelity/c", "model/a"], Checksums.Load(folder.Path, "").Files.Keys);
        Assert.Equal("2", File.ReadAllText(folder.File("model/a")));
        Assert.False(File.Exists(folder.File("model/b")));
        Assert.True(File.Exists(folder.File("model/mine.txt")));
        foreach (var file in (string[])["model/a", "fidelity/c"])
            Checksums.Check(folder.Path, folder.File(file), "");
    }

    [Fact]
    public async Task A_reader_sees_one_state_whole_while_another_is_put_in_place_again_and_again()
    {
        using var folder = new TemporaryFolder();
        var token = TestContext.Current.CancellationToken;
        string[] names = ["a", "b", "c/d"];
        Put(folder.Path, [.. names.Select(name => (name, "0"))]);
        var writer = Task.Run(() =>
        {
            for (var state = 1; state <= 60; state++)
                using (StudyLock.Take(folder.Path, "pipeline"))
                    Put(folder.Path, [.. names.Select(name => (name, $"{state}"))]);
        }, token);
        var states = new HashSet<string>();
        do
        {
            var seen = Checksums.Steady(folder.Path, folder.Path, () => names.Select(name =>
            {
                Checksums.Check(folder.Path, folder.File(name), "");
                return File.ReadAllText(folder.File(name));
            }).ToList());
            states.Add(Assert.Single(seen.Distinct()));
        }
        while (!writer.IsCompleted);
        await writer;
        Assert.Contains("60", states.Append(File.ReadAllText(folder.File("a"))));
    }

    [Fact]
    public void A_writer_of_a_folder_below_the_one_that_is_locked_finishes_what_was_ready_there()
    {
        using var folder = new TemporaryFolder();
        folder.Write("figures/.clientele.ready/a.svg", "old");
        folder.Write("figures/.clientele.draft/half.svg", "half");
        Put(folder.File("figures"), ("b.svg", "new"));
        Assert.Equal(["a.svg", "b.svg", "checksums.json"], Directory.GetFileSystemEntries(folder.File("figures")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_reader_finishes_what_a_process_that_was_killed_had_ready()
    {
        using var folder = new TemporaryFolder();
        Put(folder.Path, ("a", "1"), ("b", "1"));
        using (var draft = new DraftFolder(folder.Path))
        {
            WholeFile.WriteText(Path.Combine(draft.Root, "a"), "2");
            WholeFile.WriteText(Path.Combine(draft.Root, "b"), "2");
            draft.Seal();
            Directory.Move(draft.Root, folder.File(".clientele.ready"));
        }
        File.Move(folder.File(".clientele.ready/a"), folder.File("a"), overwrite: true);
        Assert.Equal("2", Checksums.Steady(folder.Path, folder.Path, () =>
        {
            Checksums.Check(folder.Path, folder.File("b"), "");
            return File.ReadAllText(folder.File("b"));
        }));
        Assert.False(Directory.Exists(folder.File(".clientele.ready")));
    }

    [Theory]
    [InlineData("model/personas.json", true)]
    [InlineData("../personas.json", false)]
    [InlineData("/etc/passwd", false)]
    [InlineData("model//a", false)]
    [InlineData("a\\..\\b", false)]
    [InlineData("", false)]
    public void Only_names_below_the_folder_are_names(string name, bool sound) => Assert.Equal(sound, Checksums.IsName(name));

    private static void Put(string folder, params (string Name, string Text)[] files) => Put(folder, null, files);

    private static void Put(string folder, Func<string, bool>? replaces, params (string Name, string Text)[] files)
    {
        using var draft = new DraftFolder(folder);
        foreach (var (name, text) in files)
            WholeFile.WriteText(Path.Combine(draft.Root, name), text);
        draft.Commit(draft.Seal(replaces));
    }

    [Fact]
    public void A_state_that_was_left_in_the_middle_and_cannot_be_finished_is_told_as_that()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".clientele.ready/a", "new");
        folder.Write("a", "old");
        // Nobody can take a lock that is a folder: as with a study that may only be read.
        Directory.CreateDirectory(folder.File(".clientele.lock"));
        var told = Assert.Throws<ClienteleException>(() => Checksums.Steady(folder.Path, folder.Path, () => File.ReadAllText(folder.File("a"))));
        Assert.Contains("left while it was being written", told.Message, StringComparison.Ordinal);
        Assert.Contains("clientele simulate", told.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ready holds a link to a folder")]
    [InlineData("ready holds a link to a file")]
    [InlineData("a file would go through a link")]
    [InlineData("a file would be deleted through a link")]
    public void What_a_stranger_left_ready_reaches_nothing_outside_of_the_study(string trick)
    {
        using var study = new TemporaryFolder();
        using var outside = new TemporaryFolder();
        outside.Write("mine/a.txt", "mine");
        study.Write(".clientele.ready/checksums.json", "{}");
        void Link(string name, string target) => Directory.CreateSymbolicLink(study.File(name), outside.File(target));
        switch (trick)
        {
            case "ready holds a link to a folder":
                Link(".clientele.ready/model", "mine");
                break;
            case "ready holds a link to a file":
                File.CreateSymbolicLink(study.File(".clientele.ready/a.txt"), outside.File("mine/a.txt"));
                break;
            case "a file would go through a link":
                study.Write(".clientele.ready/model/a.txt", "theirs");
                Link("model", "mine");
                break;
            default:
                study.Write(".clientele.ready/.clientele.gone", "model/a.txt");
                Link("model", "mine");
                break;
        }
        // By taking the lock, and by reading alone.
        Assert.Contains("a link", Assert.Throws<ClienteleException>(() => StudyLock.TryTake(study.Path, "test")).Message, StringComparison.Ordinal);
        Assert.Throws<ClienteleException>(() => Checksums.Steady(study.Path, study.Path, () => 0));
        Assert.Equal("mine", File.ReadAllText(outside.File("mine/a.txt")));
        Assert.Equal(["a.txt"], Directory.GetFileSystemEntries(outside.File("mine")).Select(Path.GetFileName));
    }

    [Fact]
    public void A_command_writes_through_no_link_inside_its_folder()
    {
        using var study = new TemporaryFolder();
        using var outside = new TemporaryFolder();
        outside.Write("mine/a.txt", "mine");
        Directory.CreateSymbolicLink(study.File("model"), outside.File("mine"));
        Assert.Throws<ClienteleException>(() => Put(study.Path, ("model/a.txt", "ours")));
        Assert.Equal("mine", File.ReadAllText(outside.File("mine/a.txt")));
    }
}
