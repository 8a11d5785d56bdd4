using System.Globalization;

namespace Clientele.Simulation.Calls;

/// <summary>All calls of a run before any is sent: how many, how many are answered already, and what the rest will take.</summary>
public sealed record CallPlan
{
    /// <summary>Tokens of a usual answer, and of its thinking at low effort: what the estimate and the pace reckon with.</summary>
    internal const int LeastOutput = 50, TypicalOutput = 250, MostOutput = 900;

    /// <summary>Id of the run: SHA-256 of the calls' keys, sorted; the same calls are the same run.</summary>
    public required string Id { get; init; }

    /// <summary>Questions planned: agents × scenarios × variants × replicates.</summary>
    public required long Rows { get; init; }

    /// <summary>Different calls among them: customers who are alike in everything are asked once.</summary>
    public required IReadOnlyList<CallKey> Keys { get; init; }

    /// <summary>Calls that the journal answers.</summary>
    public required long Known { get; init; }

    /// <summary>Calls to send.</summary>
    public long ToSend => Keys.Count - Known;

    /// <summary>Prompt tokens of the calls to send.</summary>
    public required TokenEstimate Input { get; init; }

    /// <summary>Answer tokens of the calls to send, thinking included.</summary>
    public required TokenEstimate Output { get; init; }

    /// <summary>Cost of the calls to send, US dollars; null when the price is unknown.</summary>
    public required (double Low, double High)? Cost { get; init; }

    /// <summary>Most that they can cost if every answer is as long as it may be, repeats apart, US dollars; null when the price is unknown.</summary>
    public required double? WorstCost { get; init; }

    /// <summary>Most that the cheapest of them can cost, US dollars: with a lower limit none is sent. Null when the price is unknown or
    /// there is none to send.</summary>
    public double? CheapestCall { get; init; }

    /// <summary>Time to send them.</summary>
    public required (TimeSpan Low, TimeSpan High) Time { get; init; }

    /// <summary>Reckons a plan up.</summary>
    /// <param name="calls">Every call of the run in order; equal ones may repeat.</param>
    /// <param name="endpoint">Who would be asked.</param>
    /// <param name="journal">What is answered already; null = nothing.</param>
    /// <param name="options">Limits: they decide the time.</param>
    /// <param name="cancellationToken">Stops reckoning.</param>
    public static CallPlan Of(IEnumerable<ModelCall> calls, ModelEndpoint endpoint, Journal? journal, CallOptions options, CancellationToken cancellationToken = default)
    {
        var keys = new HashSet<CallKey>();
        long rows = 0, known = 0;
        var input = new TokenEstimate(0, 0);
        var (worst, cheapest) = (0.0, double.PositiveInfinity);
        foreach (var call in calls)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows++;
            var key = call.Key(endpoint);
            if (!keys.Add(key))
                continue;
            if (journal?.Find(key) is not null)
            {
                known++;
                continue;
            }
            var prompt = TokenEstimate.Of(call.SystemPrompt) + TokenEstimate.Of(call.UserPrompt);
            // A schema is sent along, but how it is counted differs by provider: from not at all to in full, with its frame.
            input += new TokenEstimate(prompt.Low, prompt.High + (call.Schema is null ? 30 : TokenEstimate.Of(call.Schema).High + 300));
            var most = endpoint.WorstCost(call, options.Batch);
            (worst, cheapest) = (worst + most, Math.Min(cheapest, most));
        }
        var send = keys.Count - known;
        var output = new TokenEstimate(send * LeastOutput, send * Math.Min(MostOutput, endpoint.MaxOutputTokens));
        return new CallPlan
        {
            Id = Identity(keys),
            Rows = rows,
            Keys = [.. keys],
            Known = known,
            Input = input,
            Output = output,
            Cost = endpoint.Price is { } price ? (price.Cost(input.Low, 0, output.Low, options.Batch), price.Cost(input.High, 0, output.High, options.Batch)) : null,
            WorstCost = endpoint.Price is null ? null : worst,
            CheapestCall = endpoint.Price is null || send == 0 ? null : cheapest,
            Time = Duration(send, options),
        };
    }

    /// <summary>Refuses a limit that pays for no call where nothing is answered yet either: the result would be empty.</summary>
    /// <param name="maxCost">The limit, US dollars; null = none.</param>
    /// <exception cref="ClienteleException">It is too low.</exception>
    internal void RequireOneCall(double? maxCost)
    {
        if (Known == 0 && maxCost < CheapestCall)
            throw new ClienteleException(string.Create(CultureInfo.InvariantCulture, $"a limit of ${maxCost:0.######} pays for no call: ")
                + string.Create(CultureInfo.InvariantCulture, $"the cheapest may cost ${CheapestCall:0.######}, all {ToSend:#,0} together ${WorstCost:0.######}"),
                "--max-cost", "Give a higher limit. clientele estimate, or --dry-run, says what the run takes and sends nothing.");
    }

    private static string Identity(HashSet<CallKey> keys)
    {
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        var sorted = keys.Select(key => key.ToBytes()).ToArray();
        Array.Sort(sorted, (a, b) => a.AsSpan().SequenceCompareTo(b));
        foreach (var key in sorted)
            hash.AppendData(key);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // An answer takes one to eight seconds; so many run at a time, or so many a minute.
    private static (TimeSpan, TimeSpan) Duration(long calls, CallOptions options)
    {
        if (options.Batch)
            return calls == 0 ? default : (TimeSpan.FromMinutes(5), TimeSpan.FromHours(24));
        double Seconds(double latency) => Math.Max(Math.Ceiling((double)calls / options.MaxConcurrency) * latency, options.CallsAMinute is { } most ? 60.0 * calls / most : 0);
        return (TimeSpan.FromSeconds(Seconds(1)), TimeSpan.FromSeconds(Seconds(8)));
    }
}
