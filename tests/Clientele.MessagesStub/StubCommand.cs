using System.CommandLine;
using System.Globalization;

namespace Clientele.Stub;

/// <summary>The command line: the same settings as <see cref="StubOptions"/>.</summary>
internal static class StubCommand
{
    public static RootCommand Create()
    {
        var defaults = new StubOptions();
        var port = new Option<int>("--port") { HelpName = "N", Description = "Port on 127.0.0.1; 0 takes any free one.", DefaultValueFactory = _ => defaults.Port };
        var seed = new Option<ulong>("--seed") { HelpName = "N", Description = "Seed of answers and faults.", DefaultValueFactory = _ => defaults.Seed };
        var latency = new Option<int>("--latency-ms") { HelpName = "N", Description = "Time that an answer takes.", DefaultValueFactory = _ => 0 };
        var slow = new Option<int>("--slow-ms") { HelpName = "N", Description = "Further time under the fault slow.", DefaultValueFactory = _ => (int)defaults.SlowDelay.TotalMilliseconds };
        var rate = new Option<int>("--rpm") { HelpName = "N", Description = "Requests a minute; 0 is no limit.", DefaultValueFactory = _ => 0 };
        var retryAfter = new Option<int>("--retry-after") { HelpName = "SECONDS", Description = "Header retry-after under the fault rate_limited.", DefaultValueFactory = _ => defaults.RetryAfterSeconds };
        var batch = new Option<double>("--batch-seconds") { HelpName = "N", Description = "Time that a batch takes.", DefaultValueFactory = _ => 0 };
        var faults = new Option<string[]>("--fault") { HelpName = "NAME=PERMILLE", Description = $"Share of requests with a fault, again for each: {string.Join(", ", StubFaultNames.All)}." };
        var sampling = new Option<bool>("--accept-sampling") { Description = "Take temperature, top_p and top_k from models that reject them." };
        var prices = new Option<decimal[]>("--price") { HelpName = "IN OUT", Description = "USD for a million tokens.", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [defaults.InputPrice, defaults.OutputPrice] };
        var log = new Option<string?>("--log") { HelpName = "FILE", Description = "Appends a line of JSON for every request." };
        faults.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !TryFault(token.Value, out _, out _)))
                result.AddError($"\"{token.Value}\" is not a fault: give NAME=PERMILLE with 0 to 1000 and one of {string.Join(", ", StubFaultNames.All)}.");
        });
        var root = new RootCommand("A stand-in for the Messages API on 127.0.0.1: seeded answers, no model, no key needed beyond any text. Stop it with Ctrl-C.")
        {
            port, seed, latency, slow, rate, retryAfter, batch, faults, sampling, prices, log,
        };
        root.SetAction((parsed, cancellationToken) => RunAsync(
            new StubOptions
            {
                Port = parsed.GetValue(port),
                Seed = parsed.GetValue(seed),
                Latency = TimeSpan.FromMilliseconds(parsed.GetValue(latency)),
                SlowDelay = TimeSpan.FromMilliseconds(parsed.GetValue(slow)),
                RequestsPerMinute = parsed.GetValue(rate),
                RetryAfterSeconds = parsed.GetValue(retryAfter),
                BatchDuration = TimeSpan.FromSeconds(parsed.GetValue(batch)),
                Faults = (parsed.GetValue(faults) ?? []).Select(Fault).GroupBy(fault => fault.Key).ToDictionary(group => group.Key, group => group.Last().Value),
                SamplingRejected = !parsed.GetValue(sampling),
                InputPrice = parsed.GetValue(prices)![0],
                OutputPrice = parsed.GetValue(prices)![1],
                LogFile = parsed.GetValue(log),
            },
            cancellationToken));
        return root;
    }

    private static async Task<int> RunAsync(StubOptions options, CancellationToken cancellationToken)
    {
        await using var stub = await MessagesStub.StartAsync(options, cancellationToken);
        Console.WriteLine($"listening on {stub.Address.GetLeftPart(UriPartial.Authority)}");
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }

    private static KeyValuePair<StubFault, int> Fault(string text) =>
        TryFault(text, out var fault, out var perMille) ? new(fault, perMille) : throw new ArgumentException($"\"{text}\" is not a fault.", nameof(text));

    private static bool TryFault(string text, out StubFault fault, out int perMille)
    {
        perMille = 0;
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return StubFaultNames.TryParse(at < 0 ? text : text[..at], out fault)
            && int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out perMille) && perMille <= 1000;
    }
}
