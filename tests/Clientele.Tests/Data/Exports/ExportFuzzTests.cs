using Clientele.Tests.Data.Exports.Fuzz;

namespace Clientele.Tests.Data.Exports;

/// <summary>Changed exports. `dotnet run -c Release --project bench/Clientele.Benchmarks -- exports` runs as many as one likes.</summary>
public sealed class ExportFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_change_can_be_made_to_a_format_and_is_the_same_for_a_seed()
    {
        var formats = Wardrobe.All.Where(dress => dress.Columns is not null && dress.Lacks is null)
            .Select(dress => (Dress: dress, Shop: MadeUpShop.Create(1, dress.Profile)))
            .Select(format => new ExportCase(format.Dress, format.Shop, format.Dress.Files(format.Shop).Single())).ToList();
        Assert.All(Mutation.All, mutation =>
        {
            var changes = formats.Select(format =>
                (Once: mutation.Apply(format, new SeededRandom(3)), Again: mutation.Apply(format, new SeededRandom(3)), format.File))
                .Where(change => change.Once is not null).ToList();
            Assert.NotEmpty(changes);
            Assert.All(changes, change =>
            {
                Assert.Equal(change.Once!.Files.Select(file => Convert.ToBase64String(file.Bytes)),
                    change.Again!.Files.Select(file => Convert.ToBase64String(file.Bytes)));
                Assert.False(change.Once.Files is [var (name, bytes)] && name == change.File.Name && bytes.AsSpan()
                    .SequenceEqual(change.File.Bytes()), mutation.Name);
            });
        });
    }

    [Fact]
    public async Task A_changed_export_is_right_or_refused_or_asked_about_and_never_wrong_in_silence()
    {
        var fuzz = new ExportFuzz(seed: 14);
        var results = new List<FuzzResult>();
        for (var index = 0; index < 100; index++)
            results.Add(await fuzz.RunAsync(index, TestContext.Current.CancellationToken));
        output.WriteLine(FuzzTable.Of(results));
        Assert.True(!results.Exists(result => result.IsViolation && !KnownFault.Covers(result)), FuzzTable.Of(results));
    }

    [Fact]
    public async Task A_fault_that_is_known_is_there_still_or_has_to_leave_the_list()
    {
        var fuzz = new ExportFuzz(seed: 14);
        var gone = new List<string>();
        foreach (var fault in KnownFault.All)
            if (await fuzz.RunAsync(fault, TestContext.Current.CancellationToken) is { IsViolation: false } result)
                gone.Add($"take it off KnownFault.All: {fault}: {result}");
        Assert.True(gone.Count == 0, string.Join('\n', gone));
    }
}
