using System.Globalization;
using System.Text;
using Clientele.Validation.Experiments;

namespace Clientele.Benchmarks;

/// <summary>The results over stores as a Markdown page: means with 95 % intervals over seeds (normal for means, Wilson for a rate).</summary>
internal static class WorldTruthTable
{
    public static string Of(IReadOnlyList<WorldTruthRow> rows)
    {
        var page = new StringBuilder();
        page.Append("""
            # Known truth: what the engine finds again in stores whose preferences were planted

            Made by `dotnet run -c Release --project bench/Clientele.Benchmarks -- world-truth`; one row a store in [world-truth.csv](world-truth.csv). Every store is written by
            `clientele synth`, split 60/20/20 by customer, and the choice model fitted on the 60 % is asked for the planted effects (docs/validation.md, block *truth*).
            Means over seeds ± 95 %; in brackets the 5th to 95th percentile of single stores. Targets, asked in W1: r at least .98, RMSE at most 1 point of probability (menu) and
            .2 stars (lateness), coverage .92 to .98 (in W5 as well); false discovery in W0 at most .05. W2's customers follow rules that are in no choice model.


            """.ReplaceLineEndings("\n"));
        var groups = rows.GroupBy(row => (Size: row.World == "W5" ? 0 : row.Orders, row.World)).OrderBy(group => group.Key.Size).ThenBy(group => group.Key.World, StringComparer.Ordinal).ToList();
        Table(page, groups, "world | orders | seeds | r menu | r lateness | RMSE menu, points | slope menu | RMSE lateness, stars | RMSE delay, stars",
            group => [Mean(group, "r.menu", 3), Mean(group, "r.lateness", 3), Mean(group, "rmse", 2), Plain(group, "slope"), Mean(group, "rmse.lateness", 2), Mean(group, "rmse.delay", 2)]);
        Table(page, groups, "world | orders | seeds | coverage of all effects | menu | lateness | delay | priors",
            group => [Plain(group, "coverage"), Plain(group, "coverage.menu"), Plain(group, "coverage.lateness"), Plain(group, "coverage.delay"), Plain(group, "prior.coverage")]);
        Table(page, groups, "world | orders | seeds | regret, points | of a coin | personas claimed",
            group => [Plain(group, "regret", 3), Plain(group, "coin"), Rate(group)]);
        page.Append("Personas claimed is the false discovery rate in W0 (Wilson's interval); in W1 there are personas, and it is the share of stores in which the same test finds them.\n");
        return page.ToString();
    }

    private static void Table<TKey>(StringBuilder page, List<IGrouping<(int Size, string World), TKey>> groups, string header, Func<IReadOnlyList<TKey>, string[]> cells)
    {
        page.Append("| ").Append(header).Append(" |\n|").Append(string.Concat(Enumerable.Repeat("---|", header.Split('|').Length))).Append('\n');
        foreach (var group in groups)
            page.Append("| ").AppendJoin(" | ", [group.Key.World, group.Key.Size == 0 ? "1,000 customers" : group.Key.Size.ToString("N0", CultureInfo.InvariantCulture), Text($"{group.Count()}"), .. cells([.. group])]).Append(" |\n");
        page.Append('\n');
    }

    private static string Mean(IReadOnlyList<WorldTruthRow> rows, string metric, int digits)
    {
        double[] sorted = [.. rows.Select(row => row[metric]).Order()];
        string At(double p) => sorted[(int)Math.Round(p * (sorted.Length - 1))].ToString("F" + digits, CultureInfo.InvariantCulture);
        return Plain(rows, metric, digits) + $" ({At(.05)}…{At(.95)})";
    }

    private static string Plain(IReadOnlyList<WorldTruthRow> rows, string metric, int digits = 2)
    {
        var values = rows.Select(row => row[metric]).ToList();
        var mean = values.Average();
        var error = 1.96 * Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1) / values.Count);
        var format = "F" + digits;
        return mean.ToString(format, CultureInfo.InvariantCulture) + (values.Count < 2 ? "" : " ± " + error.ToString(format, CultureInfo.InvariantCulture));
    }

    private static string Rate(IReadOnlyList<WorldTruthRow> rows)
    {
        if (double.IsNaN(rows[0]["claimed"]))
            return "–";
        var share = Score.Share(rows.Count(row => row["claimed"] > 0), rows.Count);
        return Text($"{share.Value:0.00} ({share.Low:0.00}…{share.High:0.00})");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
