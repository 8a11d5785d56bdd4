using Clientele.Data;
using Clientele.Validation;
using Clientele.Validation.Baselines;

namespace Clientele.Tests.Validation.Baselines;

public sealed class MarginalTests
{
    private const CustomerGroup Fit = CustomerGroup.Fit, Test = CustomerGroup.Test;

    // Five orders to fit on (a a b b b), one test order with only a and b on offer.
    private static readonly TaskTable Table = new(
        "small", ["a", "b", "c"], [new TaskColumn("level", [0, 0, 1, 1, double.NaN, 0], 2), new TaskColumn("number", [1, 2, 3, 4, 5, 1.5])],
        [0, 0, 1, 1, 1, 0], [3, 3, 3, 3, 3, 2], [0, 0, 1, 2, 3, 4], [Fit, Fit, Fit, Fit, Fit, Test]);

    private static void Near(double[] expected, double[] actual) => Assert.All(expected, (value, k) => Assert.Equal(value, actual[k], 1e-12));

    [Fact]
    public void Uniform_knows_the_menu_and_nothing_else()
    {
        Near([1 / 3.0, 1 / 3.0, 1 / 3.0], Uniform.Predict(Table)[0]);
        Near([.5, .5, 0], Uniform.Predict(Table)[5]);
    }

    [Fact]
    public void The_population_marginal_is_smoothed_and_knows_no_menu() => Near([3 / 8.0, 4 / 8.0, 1 / 8.0], PopulationMarginal.Predict(Table)[5]);

    [Fact]
    public void Cells_are_drawn_towards_the_population_by_one_order_an_option()
    {
        // Level 0 has a a: (2 + 9/8, 12/8, 3/8) / 5, then c is not on offer.
        var cell = new[] { (2 + 1.125) / 5, 1.5 / 5, .375 / 5 };
        Near(cell, ConditionalMarginal.Predict(Table, "level")[0]);
        Near([cell[0] / (cell[0] + cell[1]), cell[1] / (cell[0] + cell[1]), 0], ConditionalMarginal.Predict(Table, "level")[5]);
        Near(cell, PersonaMarginal.Predict(Table, [0, 0, 1, 1, -1, 0], restrict: false)[5]);
        // Unknown: the population.
        Near([3 / 8.0, 4 / 8.0, 1 / 8.0], ConditionalMarginal.Predict(Table, "level")[4]);
        Assert.Throws<ArgumentException>(() => ConditionalMarginal.Predict(Table, "absent"));
    }

    [Fact]
    public void Deciles_of_a_number_are_cut_on_the_fit()
    {
        var cuts = ConditionalMarginal.Cuts(Enumerable.Range(1, 100).Select(v => (double)v).Append(double.NaN), 10);
        Assert.Equal([11, 21, 31, 41, 51, 61, 71, 81, 91], cuts);
        Assert.Equal((0, 0, 1, 9), (ConditionalMarginal.Cell(cuts, -5), ConditionalMarginal.Cell(cuts, 11), ConditionalMarginal.Cell(cuts, 12), ConditionalMarginal.Cell(cuts, 1e9)));
    }

    [Fact]
    public void History_never_counts_the_order_itself()
    {
        var history = IndividualHistory.Predict(Table);
        var tau = IndividualHistory.Concentration(Table);
        // Customer 0 took a twice: each order sees the other one.
        Near([(1 + (tau * 3 / 8)) / (1 + tau), tau / 2 / (1 + tau), tau / 8 / (1 + tau)], history[0]);
        // A customer with one order is the population.
        Near([3 / 8.0, 4 / 8.0, 1 / 8.0], history[2]);
    }

    [Fact]
    public void Concentration_is_large_without_individuals_and_near_the_planted_one_with_them()
    {
        Assert.True(IndividualHistory.Concentration(Repeats(concentration: 1e5)) > 50);
        Assert.InRange(IndividualHistory.Concentration(Repeats(concentration: 2)), 1.5, 2.7);
        var table = Repeats(concentration: 2);
        Assert.True(PlantedTask.Loss(table, IndividualHistory.Predict(table), Fit) < PlantedTask.Loss(table, PopulationMarginal.Predict(table), Fit) - .05);
    }

    private static TaskTable Repeats(double concentration)
    {
        // Pólya's urn: a customer's next order repeats an earlier one with probability j / (τ + j).
        var (random, outcome, customer) = (new SeededRandom(3), new List<int>(), new List<int>());
        for (var c = 0; c < 1_000; c++)
            for (var j = 0; j < 4; j++)
            {
                outcome.Add(random.NextBoolean(j / (concentration + j)) ? outcome[^(1 + random.NextInt32(j))] : PlantedTask.Draw(random, [.5, .3, .2]));
                customer.Add(c);
            }
        return new TaskTable(
            "urn", ["a", "b", "c"], [], [.. outcome], [.. Enumerable.Repeat(3, outcome.Count)], [.. customer], [.. Enumerable.Repeat(Fit, outcome.Count)]);
    }
}
