using Clientele.Tests.Data.Exports.Fuzz;

namespace Clientele.Tests.Data.Exports;

/// <summary>Changed exports. `dotnet run -c Release --project bench/Clientele.Benchmarks -- exports` runs as many as one likes.</summary>
public sealed class ExportFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_changed_export_is_right_or_refused_or_asked_about_and_never_wrong_in_silence()
    {
        var fuzz = new ExportFuzz(seed: 14);
        var results = new List<FuzzResult>();
        for (var index = 0; index < 100; index++)
            results.Add(await fuzz.RunAsync(index, TestContext.Current.CancellationToken));
        output.WriteLine(FuzzTable.Of(results));
        Assert.True(!results.Exists(result => result.IsViolation), FuzzTable.Of(results));
    }
}
