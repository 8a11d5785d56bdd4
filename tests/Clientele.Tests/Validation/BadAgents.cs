using System.Text.RegularExpressions;
using Clientele.Personas;
using Clientele.Simulation;
using Clientele.Simulation.Agents;

namespace Clientele.Tests.Validation;

/// <summary>Agents that look alive and are bad: whoever ranks one of them above a table of shares measures nothing.</summary>
internal static class BadAgents
{
    // What is left for everything but the favourite.
    private const double Rest = 1e-3;

    /// <summary>All five over a good agent.</summary>
    /// <param name="good">The agent that three of them spoil.</param>
    /// <param name="personas">Its personas.</param>
    /// <param name="asked">Everything that will be asked, for the one that answers for somebody else.</param>
    public static IReadOnlyList<IAgent> All(IAgent good, PersonaSet personas, IReadOnlyList<(AgentProfile Profile, Question.MaskedAttribute Question)> asked) =>
    [
        // The likeliest answer, as one answer a persona gives it: no doubt, no spread.
        new Bad("argmax", async (profile, question, token) => Certain(Highest(await Ask(good, profile, question, token)), question.OptionIds.Count)),
        // The same whatever is asked.
        new Bad("constant", (_, question, _) => ValueTask.FromResult(Certain(0, question.OptionIds.Count))),
        // Another customer's persona, history and order.
        new Bad("shuffled", Shuffled(good, asked)),
        // Everything, as much of it as there is: the longest plan, five stars, the largest basket.
        new Bad("always-buy", (_, question, _) => ValueTask.FromResult(Certain(question.OptionIds.Count - 1, question.OptionIds.Count))),
        // Whatever persona and order mention most: a check for keywords finds it in perfect harmony with its persona.
        new Bad("keyword parrot", (profile, question, _) => ValueTask.FromResult(Certain(MostMentioned(profile, question, personas), question.OptionIds.Count))),
    ];

    private static Func<AgentProfile, Question, CancellationToken, ValueTask<double[]>> Shuffled(IAgent good, IReadOnlyList<(AgentProfile Profile, Question.MaskedAttribute Question)> asked)
    {
        var place = asked.Index().ToDictionary(one => one.Item.Profile.Id, one => one.Index);
        var other = Enumerable.Range(0, asked.Count).ToArray();
        new SeededRandom(11UL, 1).Shuffle<int>(other);
        return async (profile, question, token) =>
        {
            var (somebody, order) = asked[other[place[profile.Id]]];
            var answer = await Ask(good, somebody, order, token);
            // On the menu of the order that was really asked about; what the other one did not offer is all but impossible.
            double[] here = [.. Enumerable.Range(0, question.OptionIds.Count).Select(k => (k < answer.Length ? answer[k] : 0) + Rest / question.OptionIds.Count)];
            return Array.ConvertAll(here, mass => mass / here.Sum());
        };
    }

    private static async ValueTask<double[]> Ask(IAgent good, AgentProfile profile, Question question, CancellationToken token) =>
        [.. ((Answer.Distribution)await good.AnswerAsync(profile, question, 0, token)).Probabilities];

    private static int Highest(double[] probabilities) => Array.IndexOf(probabilities, probabilities.Max());

    private static double[] Certain(int favourite, int options) =>
        options == 1 ? [1] : [.. Enumerable.Range(0, options).Select(k => k == favourite ? 1 - Rest : Rest / (options - 1))];

    private static int MostMentioned(AgentProfile profile, Question question, PersonaSet personas)
    {
        var shown = Enumerable.Range(0, question.OptionIds.Count).ToArray();
        var words = Words(QuestionPrompt.System(profile, question, personas, PersonaArm.Own) + "\n" + QuestionPrompt.User(question, "BRL", shown)).CountBy(word => word).ToDictionary();
        return Highest([.. question.OptionIds.Select(option => Words(option).Sum(word => (double)words.GetValueOrDefault(word)))]);
    }

    // Letters or digits that stand together, so that the parts of a category's name are words and 2.5 mentions 2 and 5.
    private static IEnumerable<string> Words(string text) => Regex.Matches(text.ToLowerInvariant(), @"\p{L}+|\d+", RegexOptions.CultureInvariant).Select(match => match.Value);

    private sealed class Bad(string name, Func<AgentProfile, Question, CancellationToken, ValueTask<double[]>> answer) : IAgent
    {
        public string Name => name;

        public async ValueTask<Answer> AnswerAsync(AgentProfile profile, Question question, int replicate, CancellationToken cancellationToken) =>
            new Answer.Distribution(await answer(profile, question, cancellationToken), []);
    }
}
