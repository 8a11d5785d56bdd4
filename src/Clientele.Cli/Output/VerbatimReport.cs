using Clientele.Reporting;

namespace Clientele.Cli;

/// <summary>Prints answers word for word, in the reference's form: a decision, the reasoning, the key factors.</summary>
internal static class VerbatimReport
{
    /// <summary>The answers that run.json holds.</summary>
    public static void Write(Terminal terminal, RunRecord record)
    {
        if (record.Verbatims.Count == 0)
            terminal.Line("No answer of this run is in words: the choice model gives numbers and reasons (run.json).");
        foreach (var verbatim in record.Verbatims)
        {
            terminal.Heading($"{verbatim.Persona} · {RunWords.Name(verbatim.Scenario, verbatim.Variant)}");
            terminal.Line($"DECISION: {verbatim.Decision}");
            terminal.Line($"REASONING: {verbatim.Text}");
            terminal.Line($"KEY FACTORS: {(verbatim.Factors.Count == 0 ? "none named" : string.Join(", ", verbatim.Factors))}");
        }
        terminal.Line();
        if (record.VerbatimsInAll > record.Verbatims.Count)
            terminal.Line($"{Number.Count(record.Verbatims.Count)} of {Number.Count(record.VerbatimsInAll)} answers in words; the others are in the journal (results --export-journal FILE).");
    }
}
