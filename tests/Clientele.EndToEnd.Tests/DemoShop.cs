using System.Globalization;

namespace Clientele.EndToEnd.Tests;

/// <summary>A demo that ran once for the tests of a class: a small synthetic store and its study.</summary>
public sealed class DemoShop : IAsyncLifetime
{
    public const int Orders = 3_000;

    private readonly Folder _folder = new();

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public string Store => _folder.At("demo", "store");

    public string Study => _folder.At("demo", "study");

    /// <summary>Copies the study for a test that writes into it.</summary>
    public void CopyStudy(string to)
    {
        foreach (var file in Directory.EnumerateFiles(Study, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(Study, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public async ValueTask InitializeAsync()
    {
        var outcome = await Tool.RunAsync("demo", "--orders", Orders.ToString(CultureInfo.InvariantCulture), "--out", _folder.At("demo"));
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        (Output, Error) = (outcome.Output, outcome.Error);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
