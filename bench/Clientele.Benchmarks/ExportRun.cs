using System.Globalization;
using Clientele.Tests.Data.Exports.Fuzz;

namespace Clientele.Benchmarks;

/// <summary>Changed exports, many of them: <c>exports [--seed S] [--cases N] [--first I] [--by-hand] [--out FILE] [--keep DIR]</c>. Prints
/// what became of them
/// and every violation with its seed and number; <c>--first I --cases 1 --keep DIR</c> makes one again and keeps its files. Ends with 1
/// where there
/// are violations.</summary>
internal static class ExportRun
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        string? Given(string name) => Array.IndexOf(arguments, name) is >= 0 and var at ? arguments[at + 1] : null;
        int Number(string name, int otherwise) => Given(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        var (seed, count, first) = (Number("--seed", 1), Number("--cases", 2000), Number("--first", 0));
        var fuzz = new ExportFuzz(seed, byHand: arguments.Contains("--by-hand"), shops: 3);
        var results = new List<FuzzResult>();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var index = first; index < first + count; index++)
        {
            var result = await fuzz.RunAsync(index, default);
            results.Add(result);
            if (result.IsViolation)
                Console.WriteLine(Shortened(result));
            if (Given("--keep") is { } folder)
            {
                var own = Directory.CreateDirectory(Path.Combine(folder, $"{seed}-{index}")).FullName;
                await fuzz.WriteAsync(index, own, default);
                await File.WriteAllTextAsync(Path.Combine(own, "guess.yaml"),
                    $"# {result.ToString().ReplaceLineEndings(" ")}\n{result.Yaml}");
            }
        }
        var table = FuzzTable.Of(results);
        Console.WriteLine(table);
        Console.WriteLine(FormattableString.Invariant($"{count} cases in {watch.Elapsed.TotalSeconds:0} s"));
        if (Given("--out") is { } file)
            await File.WriteAllTextAsync(file, table);
        return results.Exists(result => result.IsViolation) ? 1 : 0;
    }

    private static string Shortened(FuzzResult result) => result.ToString().Split("\n   at ")[0];
}
