using System.CommandLine;
using System.Globalization;
using Clientele.Simulation.Calls;

namespace Clientele.Cli.Options;

/// <summary>How a language model is asked and what it may cost: <c>--max-cost --max-concurrency --rpm --tpm --batch --batch-size --batch-poll</c>.</summary>
internal sealed class CallLimitOptions
{
    private const double DefaultMaxCost = 5;

    private readonly Option<double> _maxCost = Setting.Parsed("--max-cost", "USD", "Most that the run may cost, US dollars, earlier sessions of it included; none = no limit. Kept by reserving the worst case before each call.", DefaultMaxCost, "5.00; must be said for a model without a price, unless the server is your own", Cost);
    private readonly Option<int> _concurrency = Setting.Number("--max-concurrency", "Most calls in flight. The engine begins with few and finds out how many the server takes.", 16, least: 1);
    private readonly Option<int> _rpm = Setting.Number("--rpm", "Most calls a minute.", 0, least: 0, "as many as the server takes");
    private readonly Option<int> _tpm = Setting.Number("--tpm", "Most tokens a minute, prompts and answers together.", 0, least: 0, "no limit");
    private readonly Option<bool> _batch = Setting.Switch("--batch", "Send everything through Message Batches: half the price, answered within hours. The same command collects what was submitted.");
    private readonly Option<int> _batchSize = Setting.Number("--batch-size", "Most calls of one batch.", 10_000, least: 1);
    private readonly Option<int> _poll = Setting.Number("--batch-poll", "Seconds between two looks at a batch.", 30, least: 1);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_maxCost);
        command.Add(_concurrency);
        command.Add(_rpm);
        command.Add(_tpm);
        command.Add(_batch);
        command.Add(_batchSize);
        command.Add(_poll);
    }

    /// <summary>Refuses limits that nothing would keep: the choice model makes no calls.</summary>
    /// <exception cref="ClienteleException">One was given.</exception>
    public void Refuse(ParseResult arguments)
    {
        foreach (var option in (Option[])[_maxCost, _concurrency, _rpm, _tpm, _batch, _batchSize, _poll])
            if (arguments.GetResult(option)?.IdentifierToken is not null)
                throw new ClienteleException("the choice model makes no calls and costs nothing", option.Name, "Name a model with --model, or leave the option out.");
    }

    /// <summary>Refuses to run without a limit that somebody has to pay for: a price is known, the server is the user's own, or no limit is asked for.</summary>
    /// <exception cref="ClienteleException">None of these.</exception>
    public void RequireLimit(ParseResult arguments, ModelEndpoint endpoint)
    {
        var own = Uri.TryCreate(endpoint.Address, UriKind.Absolute, out var address) && address.IsLoopback;
        if (endpoint.Price is null && !own && arguments.GetResult(_maxCost)?.IdentifierToken is null)
            throw new ClienteleException($"the price of {endpoint.Model} is unknown, so no cost limit can be kept", "--model", "Give its price with --price IN:OUT (US dollars per million tokens), or say --max-cost none.");
    }

    /// <summary>The limit that was given: without it a run may be refused.</summary>
    public IReadOnlyList<string> Given(ParseResult arguments) => Setting.Given(arguments, _maxCost);

    /// <summary>The limits.</summary>
    public CallOptions Read(ParseResult arguments, ModelEndpoint endpoint) => new()
    {
        // The default limit cannot be kept without a price; one that the user gives must be.
        MaxCost = endpoint.Price is null && arguments.GetResult(_maxCost)?.IdentifierToken is null || arguments.GetValue(_maxCost) is not (< double.PositiveInfinity and var most) ? null : most,
        MaxConcurrency = arguments.GetValue(_concurrency),
        CallsAMinute = arguments.GetValue(_rpm) is > 0 and var calls ? calls : null,
        TokensAMinute = arguments.GetValue(_tpm) is > 0 and var tokens ? tokens : null,
        Batch = arguments.GetValue(_batch),
        BatchSize = arguments.GetValue(_batchSize),
        BatchPoll = TimeSpan.FromSeconds(arguments.GetValue(_poll)),
    };

    private static double Cost(string text) => text == "none" ? double.PositiveInfinity
        : double.TryParse(text.TrimStart('$'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cost) && cost >= 0 ? cost
        : throw new FormatException("give US dollars, 0.50, or none.");
}
