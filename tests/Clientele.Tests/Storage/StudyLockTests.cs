using Clientele.Storage;

namespace Clientele.Tests.Storage;

public sealed class StudyLockTests
{
    [Fact]
    public async Task One_has_the_lock_and_a_second_is_told_who()
    {
        using var folder = new TemporaryFolder();
        var study = folder.File("study");
        using (StudyLock.Take(study, "pipeline"))
        {
            Assert.Null(StudyLock.TryTake(study, "simulate"));
            var problem = Assert.Throws<ClienteleException>(() => StudyLock.Take(study, "simulate", "Wait."));
            Assert.Matches($@"another process is writing here: pipeline \(process {Environment.ProcessId}\), since \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d", problem.Message);
            Assert.Equal("Wait.", problem.Hint);
            using var stop = new CancellationTokenSource();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StudyLock.WaitAsync(study, "simulate", told =>
            {
                Assert.Contains("pipeline", told, StringComparison.Ordinal);
                stop.Cancel();
            }, stop.Token));
        }
        using var again = await StudyLock.WaitAsync(study, "simulate", _ => Assert.Fail("Nobody has it."), TestContext.Current.CancellationToken);
        Assert.True(StudyLock.Spent > TimeSpan.Zero);
    }

    [Fact]
    public void A_holder_that_is_gone_is_not_named()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("holder.json");
        var me = StudyLockHolder.Of("pipeline");
        me.Save(path);
        Assert.Equal(me, StudyLockHolder.Find(path));
        (me with { ProcessStarted = me.ProcessStarted.AddMinutes(-5) }).Save(path); // the number was given to another process
        Assert.Null(StudyLockHolder.Find(path));
        (me with { ProcessId = int.MaxValue }).Save(path);
        Assert.Null(StudyLockHolder.Find(path));
        var far = me with { ProcessId = int.MaxValue, Host = "elsewhere" };
        far.Save(path);
        Assert.Contains("on elsewhere", StudyLockHolder.Find(path)!.Sentence, StringComparison.Ordinal);
        File.WriteAllText(path, "{\"process_id\": 1");
        Assert.Null(StudyLockHolder.Find(path));
    }

    [Fact]
    public void A_lock_file_that_is_a_link_is_refused_and_its_target_left_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links are made by ordinary users on Linux and macOS.");
        using var folder = new TemporaryFolder();
        folder.Write("elsewhere", "text");
        File.CreateSymbolicLink(folder.File(".clientele.lock"), folder.File("elsewhere"));
        Assert.Contains("link", Assert.Throws<ClienteleException>(() => StudyLock.Take(folder.Path, "pipeline")).Message, StringComparison.Ordinal);
        File.Delete(folder.File(".clientele.lock"));
        File.CreateSymbolicLink(folder.File(".clientele.lock.json"), folder.File("elsewhere"));
        using (StudyLock.Take(folder.Path, "pipeline")) { }
        Assert.Equal("text", File.ReadAllText(folder.File("elsewhere")));
    }

    [Fact]
    public void Two_ways_to_one_folder_are_one_lock()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links are made by ordinary users on Linux and macOS.");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("study"));
        Directory.CreateSymbolicLink(folder.File("link"), folder.File("study"));
        using var held = StudyLock.Take(folder.File("link"), "pipeline");
        Assert.Null(StudyLock.TryTake(folder.File("study"), "simulate"));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_says_that_and_not_that_another_is_at_work()
    {
        using var folder = new TemporaryFolder();
        folder.Write("file", "");
        Assert.Contains("this is a file", Assert.Throws<ClienteleException>(() => StudyLock.Take(folder.File("file"), "pipeline")).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(folder.File("study/.clientele.lock"));
        var problem = Assert.Throws<ClienteleException>(() => StudyLock.Take(folder.File("study"), "pipeline"));
        Assert.Contains("read-only", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another process", problem.Message, StringComparison.Ordinal);
        Assert.Contains("read-only", StudyLock.CannotWrite("study", new IOException("Read-only file system", 30)).Message, StringComparison.Ordinal);
        Assert.Contains("No space", StudyLock.CannotWrite("study", new IOException("No space left on device", 28)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_process_that_was_killed_left_half_written_is_cleared_away()
    {
        using var folder = new TemporaryFolder();
        folder.Write("study.json", "old");
        folder.Write(".clientele.draft/study.json", "half");
        folder.Write("runs/0123456789abcdef/.clientele.draft/decisions.csv", "half");
        folder.Write("runs/1111111111111111/.clientele.draft/decisions.csv", "half");
        folder.Write("runs/1111111111111111/run.json", "whole");
        using (StudyLock.Take(folder.Path, "simulate")) { }
        Assert.Equal([".clientele.lock", "runs/1111111111111111/run.json", "study.json"], Names(folder));
        Assert.Equal("old", File.ReadAllText(folder.File("study.json")));
        Assert.False(Directory.Exists(folder.File("runs/0123456789abcdef")));
    }

    [Fact]
    public void What_it_had_whole_is_put_in_place_from_wherever_it_was_killed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("study.json", "new"); // moved already
        folder.Write("model/personas.json", "old");
        folder.Write("model/choice-model.json", "gone");
        folder.Write(".clientele.ready/model/personas.json", "new");
        folder.Write(".clientele.ready/checksums.json", "{}");
        folder.Write(".clientele.ready/.clientele.gone", "model/choice-model.json\n../outside");
        using (StudyLock.Take(folder.Path, "simulate")) { }
        Assert.Equal([".clientele.lock", "checksums.json", "model/personas.json", "study.json"], Names(folder));
        Assert.Equal("new", File.ReadAllText(folder.File("model/personas.json")));
    }

    [Fact]
    public void A_link_in_the_place_of_what_was_ready_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links are made by ordinary users on Linux and macOS.");
        using var folder = new TemporaryFolder();
        folder.Write("outside/secret", "text");
        Directory.CreateDirectory(folder.File("study"));
        Directory.CreateSymbolicLink(folder.File("study/.clientele.ready"), folder.File("outside"));
        using (StudyLock.Take(folder.File("study"), "simulate")) { }
        Assert.True(File.Exists(folder.File("outside/secret")));
        Assert.False(File.Exists(folder.File("study/secret")));
    }

    private static IEnumerable<string> Names(TemporaryFolder folder) =>
        Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder.Path, file).Replace('\\', '/')).Order(StringComparer.Ordinal);
}
