using Clientele.Reporting;

namespace Clientele.Tests.Reporting;

public sealed class WholeFileTests
{
    [Fact]
    public void A_file_is_replaced_whole()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.txt", "old");
        WholeFile.WriteText(folder.File("a.txt"), "new");
        Assert.Equal("new", File.ReadAllText(folder.File("a.txt")));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Folders_that_are_missing_are_made()
    {
        using var folder = new TemporaryFolder();
        WholeFile.WriteText(folder.File("runs/1/run.json"), "{}");
        Assert.Equal("{}", File.ReadAllText(folder.File("runs/1/run.json")));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.txt", "old");
        Assert.Throws<InvalidOperationException>(() => WholeFile.Write(folder.File("a.txt"), stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(folder.File("a.txt")));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_full_disk_is_said_to_be_full()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full on this system.");
        var failure = Assert.Throws<ClienteleException>(() => WholeFile.WriteText("/dev/full", "text"));
        Assert.Contains("disk is full", failure.Message);
        Assert.Contains("/dev/full", failure.Message);
        Assert.Contains("Free some space", failure.Hint);
        Assert.True(File.Exists("/dev/full"));
    }

    [Fact]
    public void A_large_csv_file_meets_the_full_disk_too()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full on this system.");
        var failure = Assert.Throws<ClienteleException>(() => CsvFile.Write("/dev/full", ["n"], 500_000, (csv, row) => csv.Integer(row), TestContext.Current.CancellationToken));
        Assert.Contains("disk is full", failure.Message);
    }

    [Fact]
    public void No_permission_and_a_folder_in_the_way_are_told_apart()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("run.json"));
        Assert.Contains("folder", Assert.Throws<ClienteleException>(() => WholeFile.WriteText(folder.File("run.json"), "{}")).Message);
        Assert.Contains("permission", WholeFile.Explain(new UnauthorizedAccessException(), folder.File("other")).Message, StringComparison.OrdinalIgnoreCase);
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_folder_that_may_not_be_written_to_is_said_to_be_that()
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows() && Environment.UserName != "root", "Needs an ordinary user of a Unix system.");
        using var folder = new TemporaryFolder();
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var failure = Assert.Throws<ClienteleException>(() => WholeFile.WriteText(folder.File("a.txt"), "text"));
        Assert.Contains("No permission", failure.Message);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void A_stopped_csv_file_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => CsvFile.Write(
            folder.File("a.csv"),
            ["n"],
            1_000_000,
            (csv, row) =>
            {
                csv.Integer(row);
                if (row == 10)
                    stop.Cancel();
            },
            stop.Token));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }
}
