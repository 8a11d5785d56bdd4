#:project ../src/Clientele/Clientele.csproj

// Any IChatClient (Microsoft.Extensions.AI) can speak for the personas: a vendor's, a local server's, or this one, which needs no network.
// What it answers is kept in a journal under the hash of the question, so a second run asks nothing and pays nothing.
//
//   dotnet run samples/own-model.cs

using System.Runtime.CompilerServices;
using Clientele;
using Clientele.Data;
using Clientele.Features;
using Clientele.Simulation;
using Clientele.Simulation.Calls;
using Microsoft.Extensions.AI;

var folder = Path.Combine("sample-output", "own-model");
var store = await SyntheticStore.WriteAsync(Path.Combine(folder, "store"), new() { Orders = 3_000, Seed = 42, Overwrite = true });
using var transactions = await TransactionLoader.LoadAsync(new() { Path = store.Folder, Mapping = MappingFile.Load("olist") });
var personas = (await Pipeline.LearnAsync(transactions, new() { Features = FeatureSet.Load("reference") })).Personas;

using var client = new Haggler();
var endpoint = new ModelEndpoint { Model = "haggler-1", Address = "in-process", Client = client, Effort = null };
Question.Purchase[] questions = [new(BuiltInScenarios.Get("financing_offer").Resolve("base"))];
File.Delete(Path.Combine(folder, "journal.db"));
using var journal = Journal.Open(Path.Combine(folder, "journal.db"));
foreach (var time in (string[])["first", "second"])
{
    var planned = LanguageModelRun.Prepare(personas, questions, Population.OfPersonas(personas), endpoint, journal, new() { Seed = 42 }, new CallOptions { MaxConcurrency = 1 });
    var run = await planned.RunAsync(journal);
    Console.WriteLine($"{time} run: {run.Account.Answered} of {run.Account.Planned} answered, {client.Calls} calls so far");
    if (time == "second")
        foreach (var group in run.Situations[0].Personas)
            Console.WriteLine($"{group.Name,-34} {string.Join("   ", run.Situations[0].Scenario.Options.Zip(group.Options).Select(one => $"{one.First.Id} {one.Second.Value:P0}"))}");
}
Console.WriteLine("Simulated, not human data; \"clientele validate --model\" measures a model on held-out customers.");

/// <summary>Reads what a model would read, and answers in the form that it is asked for: whoever thinks in monthly payments takes the ten instalments.</summary>
internal sealed class Haggler : IChatClient
{
    public int Calls { get; private set; }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Calls++;   // one call at a time: MaxConcurrency above
        var (card, upfront) = messages.Any(message => message.Text.Contains("Thinks in monthly payments", StringComparison.Ordinal)) ? (.5, .1) : (.2, .3);
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, FormattableString.Invariant(
            $$"""{"probabilities": {"card_10x": {{card}}, "upfront": {{upfront}}, "walk_away": {{1 - card - upfront}}}, "reason": "The monthly sum decides.", "key_factors": ["instalments"]}"""))));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() { }
}
