using Clientele.Cli.Models;
using Clientele.Personas;
using Clientele.Simulation;
using Clientele.Simulation.Calls;

namespace Clientele.EndToEnd.Tests;

/// <summary>Runs of different size, population and scenarios through the vendor's real client, to hold estimates against bills.</summary>
internal static class Configurations
{
    /// <summary>Estimates configuration <paramref name="number"/>, runs it, and returns the printed range and the cost, US dollars.</summary>
    public static async Task<(double Low, double High, double Cost)> EstimateAndRunAsync(string study, string journalPath, Uri address, int number)
    {
        var personas = PersonaFile.Load(Path.Combine(study, "model", "personas.json"));
        var roster = AgentFile.Find(Path.Combine(study, "model", "agents.bin"));
        var endpoint = AnthropicEndpoint.Create("claude-haiku-5-5", "sk-test", address.GetLeftPart(UriPartial.Authority), PriceTable.Shipped.Find("claude-haiku-5-5"), "low");
        var names = BuiltInScenarios.Names.Skip(number % 5).Take(1 + number % 2);
        Question.Purchase[] questions = [.. names.SelectMany(name => BuiltInScenarios.Get(name).Scenarios).Select(scenario => new Question.Purchase(scenario))];
        var population = Population.Parse(number % 3 == 0 ? "personas" : $"sample:{10 + number}", personas, roster, seed: number);
        using var journal = Journal.Open(journalPath);
        var run = LanguageModelRun.Prepare(personas, questions, population, endpoint, journal, new SimulationOptions { Seed = number, Replicates = 1 + number % 2 }, new CallOptions(), TestContext.Current.CancellationToken);
        await run.RunAsync(journal, cancellationToken: TestContext.Current.CancellationToken);
        return (run.Plan.Cost!.Value.Low, run.Plan.Cost.Value.High, journal.Plans().Single().Spent);
    }
}
