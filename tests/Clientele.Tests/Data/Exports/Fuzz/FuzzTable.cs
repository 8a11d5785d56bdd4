using System.Globalization;
using System.Text;

namespace Clientele.Tests.Data.Exports.Fuzz;

/// <summary>Results as text: outcomes by what was done, then every violation, then what nobody can detect.</summary>
internal static class FuzzTable
{
    public static string Of(IReadOnlyList<FuzzResult> results)
    {
        var outcomes = Enum.GetValues<FuzzOutcome>();
        var text = new StringBuilder();
        Row("what was done", outcomes.Select(outcome => outcome.ToString()));
        text.Append('|').Append("---|").Insert(text.Length, "--:|", outcomes.Length).Append('\n');
        foreach (var group in results.GroupBy(result => result.Mutation).OrderBy(group => group.First().Index % Mutation.All.Count))
            Row(group.Key, outcomes.Select(outcome => Count(group.Count(result => result.Outcome == outcome))));
        Row($"all {results.Count}", outcomes.Select(outcome => Count(results.Count(result => result.Outcome == outcome))));
        foreach (var violation in results.Where(result => result.IsViolation))
            text.Append("\n- ").AppendJoin("\n  ", violation.ToString().Split('\n').Take(3));
        text.Append("\n\nNot detectable:\n");
        foreach (var reason in results.Where(result => result.Outcome == FuzzOutcome.NotDetectable)
            .GroupBy(result => (result.Mutation, result.Told)))
            text.Append(CultureInfo.InvariantCulture, $"- {reason.Key.Mutation}: {reason.Key.Told}: {reason.Count()}\n");
        return text.ToString();

        void Row(string first, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells.Prepend(first)).Append(" |\n");

        static string Count(int number) => number == 0 ? "" : number.ToString(CultureInfo.InvariantCulture);
    }
}
