using System.CommandLine;
using System.Globalization;
using Clientele.Cli.Models;
using Clientele.Simulation.Agents;
using Clientele.Simulation.Calls;

namespace Clientele.Cli.Options;

/// <summary>Who answers: <c>--agent --model --effort --price --prices --script</c>.</summary>
internal sealed class AgentOptions
{
    private readonly Option<string?> _agent = Setting.Text("--agent", "NAME", "Who answers: choice (the embedded choice model: no key, no network), llm (a language model) or script (answers from a file).", null, "choice; llm with --model");
    private readonly Option<string?> _model = Setting.Text("--model", "NAME", "The language model: a Claude id, or openai:MODEL@BASE-URL for Ollama, llama.cpp, vLLM and others. The key comes from ANTHROPIC_API_KEY (or OPENAI_API_KEY) or from .env here.", null, $"{ModelChoice.Default} with --agent llm");
    private readonly Option<string?> _effort = Setting.Text("--effort", "LEVEL", "How hard a Claude model thinks: low, medium, high or max.", "low");
    private readonly Option<ModelPrice> _price = Setting.ParsedIfGiven(
        "--price", "IN:OUT", "Price of the model, US dollars per million tokens in and out.", "from the price file", Price);
    private readonly Option<string?> _prices = Setting.Text("--prices", "FILE", "Your own price file.", null, $"shipped, of {PriceTable.Shipped.Date:yyyy-MM-dd}");
    private readonly Option<string?> _script = Setting.Text("--script", "FILE", "Answers for --agent script.", null);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_agent);
        command.Add(_model);
        command.Add(_effort);
        command.Add(_price);
        command.Add(_prices);
        command.Add(_script);
    }

    /// <summary>The language model to ask; null for the choice model.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="needsKey">Whether calls may be sent: then a missing key is an error.</param>
    /// <param name="always">Whether a language model is meant even when nothing says so.</param>
    /// <exception cref="ClienteleException">No such agent or model, no key, or a file is wrong.</exception>
    public PricedModel? Read(ParseResult arguments, bool needsKey, bool always = false)
    {
        var (agent, model) = (arguments.GetValue(_agent), arguments.GetValue(_model));
        agent ??= model is not null || always ? "llm" : "choice";
        if (agent is not ("choice" or "llm" or "script"))
            throw new ClienteleException($"there is no agent \"{Words.Cut(agent, 40)}\"", "--agent", "Use choice (the embedded choice model), llm (a language model) or script (answers from a file).");
        if (agent != "llm" && model is not null)
            throw new ClienteleException($"the agent {agent} has no language model", "--model", "Use --agent llm, or leave --model out.");
        if (agent == "script" && arguments.GetValue(_script) is null)
            throw new ClienteleException("the agent script needs a file with its answers", "--script", "Give one: --script answers.json (docs/models.md shows the format).");
        if (agent != "script" && arguments.GetValue(_script) is not null)
            throw new ClienteleException($"the agent {agent} reads no script", "--script", "Add --agent script, or leave the option out.");
        if (agent == "choice")
            return null;
        var prices = arguments.GetValue(_prices) is { } file ? PriceTable.Load(file) : PriceTable.Shipped;
        if (agent == "script")
        {
            var script = AnswerScript.Load(arguments.GetValue(_script)!);
            return new PricedModel(new ModelEndpoint
            {
                // Another script is another model: its answers are not those in the journal.
                Model = $"script-{CallKey.Of(File.ReadAllText(arguments.GetValue(_script)!)).ToString()[..8]}",
                Address = "script",
                Client = script.ToChatClient(),
                Effort = null,
                StructuredOutput = false,
                Price = new ModelPrice(0, 0),
            }, null)
            { Options = ["--agent", "script", "--script", Path.GetFileName(arguments.GetValue(_script)!)] };
        }
        string[] options = ["--model", model ?? ModelChoice.Default, .. Setting.Given(arguments, _effort, _price)];
        var price = arguments.GetValue(_price);
        switch (ModelChoice.Parse(model ?? ModelChoice.Default))
        {
            case ModelChoice.Claude claude:
                var effort = arguments.GetValue(_effort)!;
                if (effort is not ("low" or "medium" or "high" or "max"))
                    throw new ClienteleException($"\"{Words.Cut(effort, 40)}\" is no effort", "--effort", "Use low, medium, high or max.");
                var key = ModelKey.Find("ANTHROPIC_API_KEY");
                if (key is null && needsKey)
                    throw new ClienteleException($"{claude.Id} needs a key and there is none", "--model", "Set ANTHROPIC_API_KEY, or write ANTHROPIC_API_KEY=… into a file .env in this folder. clientele estimate works without one.");
                return new PricedModel(AnthropicEndpoint.Create(claude.Id, key, Address(), price ?? prices.Find(claude.Id), effort), price is null && prices.Find(claude.Id) is not null ? prices.Date : null) { Options = options };
            case ModelChoice.OpenAi when arguments.GetResult(_effort)?.IdentifierToken is not null:
                throw new ClienteleException("effort is a setting of Claude models", "--effort", "Leave it out.");
            case ModelChoice.OpenAi other:
                return new PricedModel(OpenAiEndpoint.Create(other.Id, other.Address, ModelKey.Find("OPENAI_API_KEY"), price ?? prices.Find(other.Id)), price is null && prices.Find(other.Id) is not null ? prices.Date : null) { Options = options };
            default:
                throw new InvalidOperationException("Another kind of model.");
        }
    }

    internal static string? Address()
    {
        var text = Environment.GetEnvironmentVariable("ANTHROPIC_BASE_URL");
        return string.IsNullOrWhiteSpace(text) ? null
            : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0 ? text
            : throw new ClienteleException("ANTHROPIC_BASE_URL is no plain address, or holds credentials or a query", null, "Set it to a base address such as https://gateway.example, or unset it.");
    }

    private static ModelPrice Price(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 2 && double.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var input) && input >= 0
            && double.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var output) && output >= 0
            ? new ModelPrice(input, output)
            : throw new FormatException("give US dollars per million tokens, 0.10:0.50.");
    }
}

/// <summary>A model to ask, and the day of its price.</summary>
/// <param name="Endpoint">The model.</param>
/// <param name="PriceDate">Day of the price file; null when the price is the user's own or unknown.</param>
internal sealed record PricedModel(ModelEndpoint Endpoint, DateOnly? PriceDate)
{
    /// <summary>Options that name it again: a model without its key, a script by its file name.</summary>
    public required IReadOnlyList<string> Options { get; init; }
}
