using System.Globalization;
using Clientele.Stub.Requests;

namespace Clientele.Stub.Answers;

/// <summary>Answers requests: a pure function of seed and content, with the content faults of the options.</summary>
internal sealed class StubModel(StubOptions options)
{
    private const string Deliberation = "The offer is weighed against what this customer usually buys: price first, then the time until it arrives, then how it can be paid.";
    private const string NotJson = "I would rather not give numbers here. If I had to choose, I would look at the price first and then at the delivery time.";

    /// <summary>The answer to a request.</summary>
    public StubAnswer Answer(StubRequest request)
    {
        var thinking = Hits(request, StubFault.ThinkingFirst) ? Deliberation : null;
        var thinkingTokens = StubTokens.Count(thinking);
        if (Hits(request, StubFault.Refusal))
            return new(null, thinking, "refusal", thinkingTokens + 1, thinkingTokens);
        var shares = StubChoice.Thousandths(options.Seed, request.Prompts, request.Shape.Options);
        if (Hits(request, StubFault.CutOff))
        {
            var whole = AnswerText.Write(request.Shape, shares);
            return new(whole[..(whole.Length / 2)], thinking, "max_tokens", request.MaxTokens, thinkingTokens);
        }
        var text = Text(request, shares);
        var tokens = StubTokens.Count(text);
        var room = Math.Max(0, request.MaxTokens - thinkingTokens);
        return tokens <= room
            ? new(text, thinking, "end_turn", thinkingTokens + tokens, thinkingTokens)
            : new(StubTokens.Beginning(text, room), thinking, "max_tokens", request.MaxTokens, Math.Min(thinkingTokens, request.MaxTokens));
    }

    private string Text(StubRequest request, int[] shares)
    {
        if (Hits(request, StubFault.Malformed))
            return NotJson;
        if (Hits(request, StubFault.WrongSchema))
            return string.Create(CultureInfo.InvariantCulture, $$"""{"choice": "{{request.Shape.Options.FirstOrDefault()}}", "confidence": 0.7}""");
        if (Hits(request, StubFault.BadSum))
            shares = StubChoice.Shares([.. shares.Select(share => (double)share)], 800);
        var text = AnswerText.Write(request.Shape, shares);
        return Hits(request, StubFault.Fenced) ? $"Here is my answer:\n\n```json\n{text}\n```\n\nTell me if another form is needed." : text;
    }

    private bool Hits(StubRequest request, StubFault fault) => StubDraw.Hits(options, fault, request.Content, 0);
}
