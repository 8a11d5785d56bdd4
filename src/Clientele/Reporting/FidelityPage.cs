using System.Globalization;
using System.Text;
using Clientele.Reporting.Figures;
using Clientele.Validation;

namespace Clientele.Reporting;

/// <summary>A fidelity report as a page for people (<c>fidelity/fidelity.md</c>): made from the report alone, read from the verdict down to single numbers. No row of data is in it.</summary>
internal sealed class FidelityPage
{
    private readonly FidelityReport _report;
    private readonly IReadOnlyDictionary<string, string> _figures;
    private readonly StringBuilder _page = new();

    private FidelityPage(FidelityReport report, IReadOnlyDictionary<string, string> figures) => (_report, _figures) = (report, figures);

    /// <summary>Where the page looks for its figures, beside itself.</summary>
    public const string Folder = "figures";

    /// <summary>Writes the page.</summary>
    /// <param name="report">The report.</param>
    /// <param name="figures">What each figure that was drawn shows, in words, by its name.</param>
    /// <returns>Markdown with line feeds.</returns>
    public static string Of(FidelityReport report, IReadOnlyDictionary<string, string> figures) => new FidelityPage(report, figures).Write();

    private string Write()
    {
        Line("# How far may the simulated customers be trusted?");
        Line($"> **{RunRecord.SimulatedBanner}** Made by `clientele validate` {Markdown.Text(_report.EngineVersion)} from a shop's own records; no number here was typed by hand.");
        Line(Measured());
        WriteVerdict();
        WriteClaims();
        Line("## How to read the tables");
        Line("Every number stands beside what it has to be compared with. The *95 % interval* says how much chance is in it (customers resampled; for natural experiments, the errors of truth and simulation drawn anew). "
            + "The *floor* is what two samples of reality show against each other, or where the scale begins; the *ceiling* is what a perfect predictor could reach here, or the best fitted baseline where a skill is measured: an agent that passes 1 beat it. The *best baseline* "
            + "is the strongest of the ways to guess that were tried on the same orders. *n* counts orders, customers or effects. *described* means that no target was set. Logit and boosting, where they are named, "
            + "are the upper end of a scale, not something that an agent has to beat; beside a range and beside the calibration error a baseline is shown, not judged.");
        foreach (var block in _report.Blocks.Where(block => block.Metrics.Count > 0))
            WriteBlock(block);
        WriteNotes();
        WriteMissing();
        WriteRepeat();
        return _page.ToString();
    }

    private string Measured()
    {
        string Size(string part) => $"{Count(part + "_customers")} customers ({Count(part + "_orders")} orders)";
        return $"The agent ({Markdown.Text(FidelityFrame.Agent(_report))}) learned from {Size("fit")}; choices between baselines were made on {Size("calibrate")}; single orders and mixes were scored on {Size("test")} that "
            + "nothing had been learned from. Customers were split before anything was computed, and personas were found anew for every attribute without the features that would give it away. The instalment experiment holds out "
            + "basket values, that of late parcels customers and not lateness; whether segments come back is measured on the customers that were learned from. "
            + $"What is measured, how, and what is to be reached was written down before: protocol {Markdown.Code(FidelityFrame.Short(_report.ProtocolSha256))}, mapping {Markdown.Text(Words.Cut(_report.Mapping, 60))}, data {Markdown.Code(FidelityFrame.Short(_report.DataSha256))}.";
    }

    private void WriteVerdict()
    {
        Line("## Verdict");
        Rows("| side | verdict | in a sentence |\n|---|---|---|", _report.Blocks.Select(block =>
            Markdown.Row(Markdown.Text(Capital(block.Name)), $"**{FidelityReport.Word(block.Verdict)}** {block.Reach}".TrimEnd(), Markdown.Text(block.Summary))));
        Line("**PASS**: every target that could be scored is met, and the 95 % interval excludes the best simple baseline; how many could be scored stands beside it. **PARTIAL**: not that, but the interval holds the target. **FAIL**: otherwise. **NOT SCORED**: not measured, or too weak "
            + "to tell. There is no score over the sides: an agent can be right on average and wrong about people.");
    }

    private void WriteClaims()
    {
        Line("## What may be claimed");
        Claims("Validated", "held against real behaviour, and passed", _report.Claims.Validated);
        Claims("Directional", "held against real behaviour, and partly right: trust the direction and the order of magnitude", _report.Claims.Directional);
        Claims("NOT validated", "failed, too weak to tell, or not to be seen in purchases: do not decide on it", _report.Claims.NotValidated);
    }

    private void Claims(string rung, string meaning, IReadOnlyList<string> claims)
    {
        Line($"**{rung}** ({meaning}):");
        Rows(null, claims.DefaultIfEmpty("nothing").Select(Markdown.Item));
    }

    private void WriteBlock(FidelityBlock block)
    {
        Line($"## {Markdown.Text(Capital(block.Name))}: {FidelityReport.Word(block.Verdict)} {block.Reach}".TrimEnd());
        if (Question(block.Name) is { } question)
            Line(question);
        foreach (var figure in FidelityFigure.All.Where(figure => figure.Block == block.Name))
            Line(_figures.TryGetValue(figure.Name, out var words) ? $"![{Markdown.Text(words)}]({Folder}/{figure.Name}.png)" : $"*{figure.Missing}*");
        var metrics = _report.Metrics.Where(metric => block.Metrics.Contains(metric.Id)).ToList();
        Rows("| metric | value | 95 % interval | floor | ceiling | best baseline | n | target | verdict |\n|---|---:|---|---:|---:|---|---:|---|---|", metrics.Select(metric => Markdown.Row(
            Markdown.Code(metric.Id), Number(metric.Value), double.IsFinite(metric.Low) && double.IsFinite(metric.High) ? $"{Number(metric.Low)} to {Number(metric.High)}" : "–",
            metric.Floor is { } floor ? Number(floor) : "–", metric.Ceiling is { } ceiling ? Number(ceiling) : "–",
            metric.BestBaseline() is { } best ? $"{Markdown.Text(best.Name)} {Number(best.Value)}" : "–",
            metric.N.ToString("N0", CultureInfo.InvariantCulture), metric.Target is { } target ? target.ToString() : "–",
            metric.Verdict == FidelityVerdict.None ? "described" : $"**{FidelityReport.Word(metric.Verdict)}**")));
        var noted = metrics.Where(metric => !string.IsNullOrWhiteSpace(metric.Note)).ToList();
        if (block.Name == "personas" && _report.Segmentations.Count > 0)
            Rows("| features | segments | Jaccard least / median | prediction strength | silhouette | without groups | p | |\n|---|---:|---|---:|---:|---:|---:|---|", _report.Segmentations.Select(one => Markdown.Row(
                Markdown.Text(one.FeatureSet), one.K.ToString(CultureInfo.InvariantCulture), $"{one.JaccardMin.Text()} / {one.JaccardMedian.Text()}", one.PredictionStrength.Text(), Share(one.Silhouette),
                one.NullShare.ToString("0%", CultureInfo.InvariantCulture), Number(one.PValue), (one.Recommended, one.InUse) switch { (true, true) => "recommended, in use", (true, _) => "**recommended**", (_, true) => "in use", _ => "" })));
        if (noted.Count > 0)
            Rows(null, noted.GroupBy(metric => metric.Note).Select(alike => $"- {string.Join(", ", alike.Select(metric => Markdown.Code(metric.Id)))}: {Markdown.Text(alike.Key!)}"));
    }

    private void WriteNotes()
    {
        if (_report.Notes.Count == 0)
            return;
        Line("## Notes");
        Rows(null, _report.Notes.Select(Markdown.Item));
    }

    private void WriteMissing()
    {
        Line("## What is not measured");
        List<string> missing =
        [
            .. _report.Blocks.Where(block => block.Verdict == FidelityVerdict.NotScored).Select(block => $"- {Markdown.Text(Capital(block.Name))}: {Markdown.Text(block.Summary)}"),
            .. _report.Metrics.Where(metric => metric.Verdict == FidelityVerdict.NotScored).Select(metric => $"- {Markdown.Code(metric.Id)}: {Markdown.Text(metric.Note ?? "not scored")}"),
            "- Records of purchases do not show who saw an offer and walked away. What stands under **NOT validated** above is not made better by any number on this page.",
        ];
        Rows(null, missing);
    }

    private void WriteRepeat()
    {
        Line("## How to repeat");
        if (_report.Command.Count > 0)
            Line($"```bash\nclientele validate {FidelityCommand.Shell(_report.Command)}\n```");
        Line("writes `STUDY/fidelity/`: this page, its figures and `fidelity.json`, which holds every baseline and every point drawn. Equal data, options and engine give equal numbers, whatever the number of threads."
            + (_report.FeatureSet is { } set ? $" Feature set: {Markdown.Code(set)}." : ""));
        Rows("| what | SHA-256 |\n|---|---|",
        [
            Markdown.Row("protocol", Markdown.Code(_report.ProtocolSha256)),
            Markdown.Row($"data and mapping {Markdown.Text(Words.Cut(_report.Mapping, 60))}", Markdown.Code(_report.DataSha256)),
        ]);
        Line("`docs/validation.md` of Clientele explains every metric, in words and as a formula.", last: true);
    }

    // What a side asks, for readers who have never seen such a table.
    private static string? Question(string block) => block switch
    {
        "individuals" => "Does the agent know single customers that it has never seen? One attribute of each of their orders is hidden, and the agent says how likely each value is.",
        "population" => "Does a simulated population look like the real one? Every held-out order is simulated, given its own context, and the mixes are compared.",
        "effects" => "Does the agent foresee what a change does to people? Nobody planned these experiments: events changed what customers were offered. A longer instalment plan is predicted without having been seen; of late parcels, which the agent has seen with other customers, it says how they are rated by customers that it has not seen.",
        "personas" => "Do the segments come back on other samples of the customers, and what is a persona worth on its own?",
        "trust" => "Does a language model answer alike when it is asked alike, and does it add anything to what the transactions say?",
        "truth" => "In a made-up shop whose truth is known, does the agent find it?",
        _ => null,
    };

    private string Count(string size) => _report.Sizes.TryGetValue(size, out var n) ? n.ToString("N0", CultureInfo.InvariantCulture) : "–";

    private static string Share(double value) => FigureFrame.Number(value, "0.00");

    private static string Number(double value) => FigureFrame.Number(value, "0.000");

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private void Line(string text, bool last = false) => _page.Append(text).Append(last ? "\n" : "\n\n");

    private void Rows(string? head, IEnumerable<string> rows)
    {
        if (head is not null)
            _page.Append(head).Append('\n');
        foreach (var row in rows)
            _page.Append(row).Append('\n');
        _page.Append('\n');
    }
}
