using Clientele.Simulation.Agents;
using Clientele.Validation.Measures;

namespace Clientele.Validation.Trust;

/// <summary>What the agent adds to the embedded choice model on the same held-out orders (<see cref="AddedValue"/>), attribute by attribute and over all.</summary>
/// <param name="Tasks">Attributes with their pools.</param>
internal sealed record StackedValue(IReadOnlyList<(string Kind, AddedValue Value)> Tasks)
{
    /// <summary>Orders below which a pool is not fitted.</summary>
    public const int LeastOrders = 100;

    /// <summary>b2 over all attributes: mean by inverse variance.</summary>
    public Interval Model
    {
        get
        {
            double Precision(AddedValue value) => 1 / Math.Pow((value.Model.High - value.Model.Low) / (2 * 1.96), 2);
            var known = Tasks.Select(task => task.Value).Where(value => double.IsFinite(Precision(value))).ToList();
            if (known.Count == 0)
                return new Interval(double.NaN, double.NaN, double.NaN);
            var (all, half) = (known.Sum(Precision), 1.96 / Math.Sqrt(known.Sum(Precision)));
            var mean = known.Sum(value => value.Model.Value * Precision(value)) / all;
            return new Interval(mean, mean - half, mean + half);
        }
    }

    /// <summary>Fits the choice model for every task, asks it the orders that the agent answered, and pools both.</summary>
    /// <param name="tasks">Tasks with the agent's answers.</param>
    /// <param name="choice">The choice model.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<StackedValue> OfAsync(IReadOnlyList<HeldOutTask> tasks, ValidatedAgent choice, CancellationToken cancellationToken)
    {
        var found = new List<(string, AddedValue)>();
        foreach (var task in tasks.Where(task => task.Rows.Length >= LeastOrders))
        {
            var questions = task.Questions;
            var model = choice.Fit(questions.Learning, cancellationToken);
            var answers = await AskedOrders.AskAsync(model, Array.ConvertAll(task.Orders, order => questions.Ask(2, order)), choice.Concurrency, cancellationToken);
            int[] kept = [.. Enumerable.Range(0, answers.Length).Where(i => answers[i] is not null)];
            if (kept.Length < LeastOrders)
                continue;
            T[] Kept<T>(T[] column) => Array.ConvertAll(kept, i => column[i]);
            found.Add((task.Attribute.Kind, AddedValue.Of(
                Array.ConvertAll(kept, i => questions.Wide(answers[i]!)), Kept(task.Agent), Kept(task.Outcome), Kept(task.At(task.Table.Feasible)), Kept(task.Customer))));
        }
        return new StackedValue(found);
    }

    /// <summary>The choice model that agents are stacked on.</summary>
    public static ValidatedAgent Choice(int seed, int threads) => ValidatedAgent.Choice(new ChoiceModelOptions { Seed = seed, Threads = threads, Draws = 1 });
}
