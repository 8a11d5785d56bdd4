#:project ../src/Clientele/Clientele.csproj

// 5 · Simulate: what the personas would do, what a change of the offer would change, and how far to believe it.
//
//   dotnet run notebooks/05-simulate.cs                                       a small synthetic store
//   dotnet run notebooks/05-simulate.cs -- --data DIR --mapping M --out DIR   your own files; 36,000 orders take four minutes, most of it validation

using Clientele;
using Clientele.Data;
using Clientele.Features;
using Clientele.Reporting;
using Clientele.Reporting.Figures;
using Clientele.Simulation;
using Clientele.Validation;

string? Given(string name) => args.SkipWhile(argument => argument != name).Skip(1).FirstOrDefault();
var output = Given("--out") ?? Path.Combine("notebook-figures", "05");
var data = Given("--data") ?? (await SyntheticStore.WriteAsync(Path.Combine(output, "store"), new() { Orders = 6_000, Seed = 42, Overwrite = true })).Folder;
using var transactions = await TransactionLoader.LoadAsync(new() { Path = data, Mapping = MappingFile.Load(Given("--mapping") ?? "olist") });
if (Given("--data") is null)
    Console.WriteLine("A synthetic store, made up with planted preferences. Name your own files with --data and --mapping.\n");

// Stages 2 to 4 and the choice model: how customers pay is estimated from these orders; how they react to the rest rests on published priors.
var model = await Pipeline.LearnAsync(transactions, new LearningPlan { Features = FeatureSet.Load("reference"), Segmentation = new() { K = 7, Seed = 42 } });

// An experiment is a scenario with variants: the same simulated customers see all of them, so what differs is the change alone.
var experiment = ScenarioFile.Parse("""
    schema: clientele/scenario/v1
    name: coffee_grinder
    offer: { category: small_appliances, price: 300, freight: 15, rating: 4.4, delivery_days: 6 }
    options:
      - { id: buy_it }
      - { id: walk_away, buys: false }
    text: "A coffee grinder of {{ offer.rating }} stars costs {{ offer.price | money }} plus {{ offer.freight | money }} for delivery in {{ offer.delivery_days | days }}. {{ options }}"
    variants:
      control: {}
      free_delivery: { offer.freight: 0 }
      slow_delivery: { offer.delivery_days: 15 }
      cheaper: { offer.price: 270 }
    """, "coffee_grinder")[0];
var plan = new SimulationPlan
{
    Questions = [.. BuiltInScenarios.All.Append(experiment).SelectMany(definition => definition.Scenarios).Select(scenario => new Question.Purchase(scenario))],
    Options = new() { Seed = 42 },
};

// Stage 5. Every customer is an agent; a decision is drawn from each answer, since people vary and the most likely option does not.
var run = await Pipeline.SimulateAsync(model, plan);
Console.WriteLine($"Simulated, not human data. {run.Account.Answered:N0} answers of {run.Agents.Count:N0} agents to {run.Situations.Count} situations; {run.Account.Planned - run.Account.Answered:N0} missing.\n{run.AssumedLevel}");

// Odds against all customers: what carries information while the level is assumed.
var scenarios = run.Situations.Where(situation => situation.Scenario.Name != experiment.Name).ToList();
Console.WriteLine($"\n{"odds of buying, all = 1",-32}{string.Concat(scenarios.Select(one => $"{one.Scenario.Name,16}"))}");
for (var p = 0; p < scenarios[0].Personas.Count; p++)
    Console.WriteLine($"{scenarios[0].Personas[p].Name,-32}{string.Concat(scenarios.Select(one => $"{one.Personas[p].OddsRatio.Value,16:0.00}"))}");

// "Yes" does not mean the same to everyone: which option, by whom?
var offer = scenarios.First(one => one.Scenario.Name == "financing_offer");
Console.WriteLine($"\n{"financing_offer, shares",-32}{string.Concat(offer.Scenario.Options.Select(option => $"{option.Id,20}"))}");
foreach (var group in offer.Personas.Append(offer.Population))
    Console.WriteLine($"{group.Name,-32}{string.Concat(group.Options.Select(share => $"{$"{share.Value:P0} ({share.Low:P0}…{share.High:P0})",20}"))}");

// Reasons are exact contributions to the log-odds, each with its grade: A estimated here, B partly, C from publications alone.
var outlier = offer.Personas.MaxBy(group => Math.Abs(Math.Log(group.OddsRatio.Value)))!;
Console.WriteLine($"\nWhy {outlier.Name} differs most ({outlier.OddsRatio.Value:0.00} times the odds of all)");
foreach (var reason in outlier.Reasons)
    Console.WriteLine($"{reason.Contribution,7:+0.00;−0.00}  {reason.Grade}  {reason.Text}");
if (outlier.Flip is { } flip)
    Console.WriteLine($"What would change the decision: {flip}");

// What each variant changes. The interval is that of the model's parameters, not the error of the model.
Console.WriteLine($"\n{"coffee_grinder against control",-32}{"points of buying",18}   95 % interval");
foreach (var effect in run.Effects.Where(effect => effect.Scenario == experiment.Name))
    Console.WriteLine($"{effect.Treatment,-32}{100 * effect.Population.Purchase.Value,18:+0.0;−0.0}   {100 * effect.Population.Purchase.Low:+0.0;−0.0} … {100 * effect.Population.Purchase.High:+0.0;−0.0}");

// A sweep asks the same question at every price. Half of average customers buying is an assumption: read the shape, not the height.
var sweep = Pipeline.Sweep(model, plan, experiment, Sweep.Parse("offer.price=150:450:30"));
Console.WriteLine($"\n{"price, " + sweep.Currency,10} {"buying",8} {"revenue per 1,000 asked",24}");
foreach (var point in sweep.Population.Points)
    Console.WriteLine($"{point.Value,10:N0} {point.Purchase.Value,8:P1} {point.Revenue.Value,24:N0}");
Console.WriteLine($"Most revenue at {sweep.Population.BestRevenue.Value:N0}{(sweep.Population.BestAtEdge ? ", the end of the sweep: look further" : "")}.");

// Stage 6: how far to believe it, measured on customers whom the agent has not seen. The verdict belongs to the result, so both go into one report.
Console.WriteLine("\nValidating: everything is fitted anew without the held-out customers, which takes longer than all of the above.");
var fidelity = await FidelityValidator.ValidateAsync(transactions, new FidelityPlan(FeatureSet.Load("reference"), ValidatedAgent.Choice(new() { Seed = 42 })));
Console.WriteLine("Fidelity on held-out customers");
foreach (var block in fidelity.Blocks)
    Console.WriteLine($"{FidelityReport.Word(block.Verdict),-10} {$"{block.Name} {block.Reach}".TrimEnd()}: {block.Summary}");
Console.WriteLine($"Validated: {Claims(fidelity.Claims.Validated)}\nDirectional: {Claims(fidelity.Claims.Directional)}\nNot validated: {Claims(fidelity.Claims.NotValidated)}");

// Stage 7, and the first files of this notebook: a study to come back to, a page to send to a colleague, figures for slides.
var study = new StudyFolder(Path.Combine(output, "study"));
model.Save(study);
FidelityFile.Write(study, fidelity);
var record = ReportWriter.Write(study, RunRecord.From(RunManifest.Of(SavedModel.Load(study), plan), run, sweep), run);
File.WriteAllText(Path.Combine(output, "report.html"), ReportHtml.Render(record, fidelity));
var written = FigureFiles.Write(output, new FigureInput { Run = record, Fidelity = fidelity }, new FigureOptions
{
    Themes = [FigureTheme.Light],
    Formats = [FigureFormat.Png],
    Only = [.. FigureFiles.Names.SkipWhile(name => name != "decisions")],
});
Console.WriteLine($"\n{written.Files.Count} figures, report.html and study/ in {output}.");
foreach (var (figure, reason) in written.Missing)
    Console.WriteLine($"No {figure}: {reason}.");

static string Claims(IReadOnlyList<string> claims) => claims.Count == 0 ? "nothing." : string.Join("; ", claims) + ".";
