using System.Text.Json;

namespace Clientele.Simulation.Agents;

internal sealed partial class AnswerJson
{
    private static readonly HashSet<string> ProbabilityKeys =
        ["probabilities", "probability distribution", "distribution", "choice probabilities", "option probabilities", "probs"];
    private static readonly HashSet<string> ShareKeys = ["probability", "p", "prob", "share", "percent", "percentage", "likelihood", "value"];
    private static readonly HashSet<string> NameKeys = ["option id", "id", "option", "name", "choice", "label", "decision", "answer"];
    private static readonly HashSet<string> DecisionKeys =
        ["decision", "choice", "answer", "final answer", "final decision", "selection", "selected", "selected option", "chosen option", "option"];
    private static readonly HashSet<string> StatementKeys = ["reason", "reasoning", "reasons", "rationale", "explanation", "justification"];
    private static readonly HashSet<string> FactorKeys = ["key factors", "keyfactors", "factors", "main factors"];

    // Depth is bounded by the reader's own limit.
    private void Collect(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            var tally = new AnswerTally(_names);
            if (element.EnumerateArray().Any() && element.EnumerateArray().All(IsEntry))
                Conclude(tally, element);
            else
                foreach (var item in element.EnumerateArray())
                    Collect(item);
        }
        if (element.ValueKind != JsonValueKind.Object)
            return;

        var properties = element.EnumerateObject().Select(property => (property.Name, Key: Key(property.Name), property.Value)).ToList();
        var given = properties.Where(property => ProbabilityKeys.Contains(property.Key)).ToList();
        if (given.Count > 1)
            _problems.Add($"The answer has {given[0].Name} twice.");
        else if (given.Count == 1 && !IsPlaceholder(given[0].Value))
            Found(given[0].Value, properties);
        else if (given.Count == 0 && (properties.Exists(property => _names.Exact(property.Name) >= 0 && IsMeantAsNumber(property.Value)) || IsEntry(element)))
            Found(element, properties);
        else if (given.Count == 0 && properties.Exists(IsDecision))
        {
            _decisions.AddRange(properties.Where(IsDecision).Select(property => property.Value.GetString()!));
            Say(properties);
        }
        else
            foreach (var property in properties)
                Collect(property.Value);
    }

    private void Found(JsonElement probabilities, List<(string Name, string Key, JsonElement Value)> beside)
    {
        Conclude(new AnswerTally(_names), probabilities);
        Say(beside);
    }

    private void Conclude(AnswerTally tally, JsonElement probabilities)
    {
        if (probabilities.ValueKind == JsonValueKind.Array || IsEntry(probabilities))
            foreach (var entry in probabilities.ValueKind == JsonValueKind.Array ? [.. probabilities.EnumerateArray()] : new[] { probabilities })
                Entry(tally, entry);
        else if (probabilities.ValueKind == JsonValueKind.Object)
            foreach (var property in probabilities.EnumerateObject())
                Note(tally, property.Name, property.Value);
        else
            tally.Fault($"The probabilities are {AnswerText.Tidy(probabilities.GetRawText(), 40)}, not one number for each option.");
        var (distribution, problem) = tally.Finish();
        if (distribution is not null)
            _distributions.Add(distribution);
        else if (problem is not null)
            _problems.Add(problem);
        // A schema said back has the word, but names no option; beside an answer it is not one.
        else
            _nameless = true;
    }

    private void Entry(AnswerTally tally, JsonElement entry)
    {
        if (!IsEntry(entry))
        {
            tally.Fault($"{AnswerText.Tidy(entry.GetRawText(), 60)} is not an option with a probability.");
            return;
        }
        var shares = entry.EnumerateObject().Where(property => ShareKeys.Contains(Key(property.Name))).ToList();
        if (shares.Count > 1)
            tally.Fault($"{shares[0].Name} and {shares[1].Name} are both given for one option.");
        var named = Names(entry).Select(_names.Exact).Where(option => option >= 0).Distinct().ToList();
        if (named.Count > 1)
            tally.Fault($"{_names.Options[named[0]].Id} and {_names.Options[named[1]].Id} are both named for one probability.");
        Note(tally, named.Count == 1 ? _names.Options[named[0]].Id : Names(entry)[0], shares[0].Value);
    }

    private void Note(AnswerTally tally, string name, JsonElement value)
    {
        var quantity = Quantity(value);
        var option = _names.Exact(name);
        if (option >= 0)
        {
            if (quantity is { } known)
                tally.Add(option, known, mayRepeat: false);
            else
                tally.Fault($"{_names.Options[option].Id} has {AnswerText.Tidy(value.GetRawText(), 40)}, which is not a number.");
        }
        else if (quantity is { Value: not 0 })
            tally.Fault($"{AnswerText.Tidy(name, 40)} is not an option, but has {AnswerText.Tidy(value.GetRawText(), 40)}.");
    }

    private void Say(List<(string Name, string Key, JsonElement Value)> properties)
    {
        foreach (var (_, key, value) in properties)
        {
            if (_statement is null && StatementKeys.Contains(key))
                _statement = Strings(value) is { Count: > 0 } sentences ? string.Join(' ', sentences) : null;
            else if (_factors.Count == 0 && FactorKeys.Contains(key))
                _factors = value.ValueKind == JsonValueKind.String ? AnswerProse.SplitFactors(value.GetString()!) : Strings(value);
        }
    }

    private static List<string> Strings(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)],
        _ => [],
    };

    // A number, a string that is one, or an object that holds one: {"upfront": {"probability": 0.3, "reason": "…"}}.
    private static AnswerQuantity? Quantity(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => new(value.TryGetDouble(out var number) ? number : double.NaN, false),
        JsonValueKind.String => AnswerQuantity.Whole(value.GetString()!),
        JsonValueKind.Object => value.EnumerateObject().Where(property => ShareKeys.Contains(Key(property.Name))).ToList() is [var only]
            && only.Value.ValueKind != JsonValueKind.Object ? Quantity(only.Value) : null,
        _ => null,
    };

    private static bool IsMeantAsNumber(JsonElement value) =>
        Quantity(value) is not null || value.ValueKind is JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False;

    private static bool IsDecision((string Name, string Key, JsonElement Value) property) =>
        DecisionKeys.Contains(property.Key) && property.Value.ValueKind == JsonValueKind.String;

    private static bool IsEntry(JsonElement element) => element.ValueKind == JsonValueKind.Object && Names(element).Count > 0
        && element.EnumerateObject().Any(property => ShareKeys.Contains(Key(property.Name))
            && property.Value.ValueKind is JsonValueKind.Number or JsonValueKind.String);

    private static List<string> Names(JsonElement entry) => [.. entry.EnumerateObject()
        .Where(property => NameKeys.Contains(Key(property.Name)) && property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
        .Select(property => property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText())];

    // The prompt's own pattern said back: {"<option id>": 0.62}.
    private static bool IsPlaceholder(JsonElement probabilities) => probabilities.ValueKind == JsonValueKind.Object && probabilities.EnumerateObject().Any()
        && probabilities.EnumerateObject().All(property => property.Name.StartsWith('<') || property.Name is "..." or "…");

    private static string Key(string name) => string.Join(' ', AnswerWord.Split(name).Select(word => word.Text));
}
