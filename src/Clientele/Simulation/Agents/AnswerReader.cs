using System.Text.Json;

namespace Clientele.Simulation.Agents;

/// <summary>PLACEHOLDER until the reader branch is merged.</summary>
public static class AnswerReader
{
    /// <summary>Reads.</summary>
    public static Answer Read(string text, IReadOnlyList<AnswerOption> options)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var p = json.RootElement.GetProperty("probabilities");
            double[] values = [.. options.Select(o => p.GetProperty(o.Id).GetDouble())];
            var sum = values.Sum();
            if (Math.Abs(sum - 1) > .02)
                return new Answer.Unreadable(text, "sum");
            return new Answer.Distribution([.. values.Select(v => v / sum)], [.. json.RootElement.GetProperty("key_factors").EnumerateArray().Select(f => new Reason(f.GetString()!, null, null, f.GetString()!))]) { Statement = json.RootElement.GetProperty("reason").GetString() };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new Answer.Unreadable(text, e.Message);
        }
    }
}

/// <summary>An option.</summary>
public sealed record AnswerOption(string Id, string Label, bool Buys);
