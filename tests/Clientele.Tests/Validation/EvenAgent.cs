using Clientele.Simulation;

namespace Clientele.Tests.Validation;

/// <summary>Finds everything equally likely, whoever is asked about whatever.</summary>
internal sealed class EvenAgent : IAgent
{
    public string Name => "coin";

    public ValueTask<Answer> AnswerAsync(AgentProfile profile, Question question, int replicate, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Answer>(new Answer.Distribution([.. question.OptionIds.Select(_ => 1.0 / question.OptionIds.Count)], []));
}
