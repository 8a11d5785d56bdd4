using Clientele.Data;

namespace Clientele.Tests.Data.Exports.Fuzz;

/// <summary>Changed exports, read as a newcomer would: right, refused with a reason, or asked; never a crash, never wrong in
/// silence.</summary>
/// <param name="seed">With a case's number it makes the same case again.</param>
/// <param name="byHand">Whether the mapping is the one written by hand, as of a user who has read earlier exports; else it is
/// guessed.</param>
/// <param name="shops">How many shops a format is tried with.</param>
internal sealed class ExportFuzz(int seed, bool byHand = false, int shops = 1)
{
    private const double MaxRejected = 0.02;

    private readonly Dictionary<(string Dress, int Seed), (ExportCase Case, ExportReading Reading, bool IsRight)> _unchanged = [];

    /// <summary>Formats of one file that hold what a mapping needs.</summary>
    private static IReadOnlyList<Dress> Dresses { get; } =
        [.. Wardrobe.All.Where(dress => dress.Columns is not null && dress.Lacks is null)];

    /// <summary>Makes a case and sees what becomes of it.</summary>
    public async Task<FuzzResult> RunAsync(int index, CancellationToken cancellationToken)
    {
        var mutation = Mutation.All[index % Mutation.All.Count];
        if (await MakeAsync(index, cancellationToken) is not var (export, changed, unchanged))
            return new FuzzResult(seed, index, mutation.Name, "none", FuzzOutcome.NotRun, "",
                "no format that is read right can be changed so");
        return await JudgeAsync(index, mutation, export, changed, unchanged, cancellationToken);
    }

    /// <summary>Makes one change to one format of the first made-up shop.</summary>
    public async Task<FuzzResult> RunAsync(string name, string dress, int change, CancellationToken cancellationToken)
    {
        var mutation = Mutation.All.First(each => each.Name == name);
        var (export, unchanged, isRight) = await UnchangedAsync(Wardrobe.Named(dress), 1, cancellationToken);
        if (!isRight || mutation.Apply(export, new SeededRandom(change)) is not { } changed)
            return new FuzzResult(change, 0, name, dress, FuzzOutcome.NotRun, "", "the format is not read right as it is");
        return await JudgeAsync(0, mutation, export, changed, unchanged, cancellationToken);
    }

    private async Task<FuzzResult> JudgeAsync(int index, Mutation mutation, ExportCase export, MutatedExport changed,
        ExportReading unchanged,
        CancellationToken cancellationToken)
    {
        var reading = await ReadAsync(export.Dress, export.File.Columns, changed, cancellationToken);
        var (outcome, told) = Judge(export, changed, unchanged, reading);
        return new FuzzResult(seed, index, mutation.Name, export.Dress.Name, outcome, changed.What, told) { Yaml = reading.Yaml };
    }

    /// <summary>Writes the files of a case, to look at them.</summary>
    public async Task WriteAsync(int index, string folder, CancellationToken cancellationToken)
    {
        if (await MakeAsync(index, cancellationToken) is not var (_, changed, _))
            return;
        foreach (var (name, bytes) in changed.Files)
            await File.WriteAllBytesAsync(Path.Combine(folder, name), bytes, cancellationToken);
    }

    private async Task<(ExportCase Case, MutatedExport Changed, ExportReading Before)?> MakeAsync(int index,
        CancellationToken cancellationToken)
    {
        var mutation = Mutation.All[index % Mutation.All.Count];
        var random = new SeededRandom((ulong)seed, (ulong)index);
        Dress[] dresses = [.. Dresses];
        random.Shuffle<Dress>(dresses);
        var shopSeed = 1 + random.NextInt32(shops);
        foreach (var dress in dresses)
        {
            var (export, unchanged, isRight) = await UnchangedAsync(dress, shopSeed, cancellationToken);
            if (isRight && mutation.Apply(export, random) is { } changed)
                return (export, changed, unchanged);
        }
        return null;
    }

    private async Task<(ExportCase Case, ExportReading Reading, bool IsRight)> UnchangedAsync(Dress dress, int shopSeed,
        CancellationToken cancellationToken)
    {
        if (_unchanged.TryGetValue((dress.Name, shopSeed), out var known))
            return known;
        var shop = MadeUpShop.Create(shopSeed, dress.Profile);
        var export = new ExportCase(dress, shop, dress.Files(shop).Single());
        var reading = await ReadAsync(dress, export.File.Columns, new MutatedExport([(export.File.Name, export.File.Bytes())], ""),
            cancellationToken);
        var isRight = reading.Account is { } found && dress.Account(shop, reading.Mapping).Differences(found, dress.Precision).Count == 0;
        return _unchanged[(dress.Name, shopSeed)] = (export, reading, isRight);
    }

    private async Task<ExportReading> ReadAsync(
        Dress dress, IReadOnlyList<string> columns, MutatedExport export, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, bytes) in export.Files)
            await File.WriteAllBytesAsync(Path.Combine(folder.Path, name), bytes, cancellationToken);
        if (byHand)
            return await ExportReading.LoadAsync(folder.Path, dress.MappingByHand(), MaxRejected, cancellationToken);
        return await ExportReading.ReadAsync(folder.Path, Answers, MaxRejected, cancellationToken);

        // A person answers with the titles of this file.
        IReadOnlyDictionary<string, string> Answers(string guess) => export.Answers
            .Concat(dress.Answers(guess).Select(answer => new KeyValuePair<string, string>(answer.Key, Column(answer.Value))))
            .DistinctBy(answer => answer.Key).ToDictionary(StringComparer.Ordinal);

        string Column(string answer) => columns.Contains(answer) ? export.Renamed(answer) : answer;
    }

    private static (FuzzOutcome Outcome, string Told) Judge(ExportCase export, MutatedExport changed, ExportReading before,
        ExportReading reading)
    {
        if (reading.Crash is { } crash)
            return (FuzzOutcome.Crash, crash);
        if (reading.Refused is { } refused)
            return (FuzzOutcome.Refused, refused);
        if (reading.Account is not { } found)
            return (FuzzOutcome.Asked, string.Join(", ", reading.Open));
        var differences = Differences(export.Shop);
        if (differences.Count == 0)
            return (FuzzOutcome.Right, "");
        var rejected = reading.Rejected.Select(Said).Except(before.Rejected.Select(Said))
            .Concat(reading.Rules.Except(before.Rules).Select(rule => $"left out by the rule {rule}")).ToList();
        var warned = reading.Warnings.Where(warning => before.Warnings.All(each => each.Name != warning.Name)
            && changed.Warnings.Any(part => warning.Name.Contains(part, StringComparison.OrdinalIgnoreCase))).ToList();
        var fitting = changed.Others.Where(other => Differences(other.Shop()).Count == 0).ToList();
        if (fitting.Count > 0 && rejected.Count > 0)
            return (FuzzOutcome.Rejected, string.Join("; ", rejected.Take(3)));
        if (warned.Count > 0)
            return (FuzzOutcome.Warned, warned[0].Text);
        if ((fitting.FirstOrDefault(other => other.Unknowable is not null)?.Unknowable ?? changed.Unknowable) is { } why)
            return (FuzzOutcome.NotDetectable, why);
        var extra = rejected.Count == 0 ? "no row rejected" : "rejected, which does not account for it: "
            + string.Join("; ", rejected.Take(3));
        return (FuzzOutcome.Wrong, $"{string.Join("; ", differences)}; {extra}");

        IReadOnlyList<string> Differences(MadeUpShop shop) =>
            export.Dress.Account(shop, reading.Mapping).Differences(found, changed.Precision ?? export.Dress.Precision);

        // Lines move when something is put above them.
        static string Said(RejectedRow row) => $"{row.Column} \"{row.Value}\" {row.Reason}";
    }
}
