using Clientele.Data;
using Clientele.Validation;

namespace Clientele.Tests.Validation;

/// <summary>A small task whose law is known: three options, a logit in one number and one category; option 3 is offered only where the number is above 2.</summary>
internal static class PlantedTask
{
    public static (TaskTable Table, double[][] Truth) Of(int count, int seed, int ordersOfCustomer = 1, double strength = 1)
    {
        var random = new SeededRandom(seed);
        double[] amount = new double[count], place = new double[count], noise = new double[count];
        int[] outcome = new int[count], feasible = new int[count], customer = new int[count];
        var (group, truth) = (new CustomerGroup[count], new double[count][]);
        for (var i = 0; i < count; i++)
        {
            customer[i] = i / ordersOfCustomer;
            group[i] = (customer[i] % 5) switch { 3 => CustomerGroup.Calibrate, 4 => CustomerGroup.Test, _ => CustomerGroup.Fit };
            (amount[i], place[i], noise[i]) = (Math.Exp(1 + random.NextGaussian()), random.NextInt32(3), random.NextGaussian());
            feasible[i] = amount[i] > 2 ? 3 : 2;
            double[] utility = [0, strength * (Math.Log(amount[i]) - 1), strength * (place[i] - 1)];
            var mass = utility.Select((u, k) => k < feasible[i] ? Math.Exp(u) : 0).ToArray();
            truth[i] = Array.ConvertAll(mass, m => m / mass.Sum());
            outcome[i] = Draw(random, truth[i]);
        }
        return (new TaskTable(
            "planted", ["a", "b", "c"],
            [new TaskColumn("amount", amount), new TaskColumn("place", place, 3), new TaskColumn("noise", noise)], outcome, feasible, customer, group), truth);
    }

    public static int Draw(SeededRandom random, double[] probabilities)
    {
        var (u, k) = (random.NextDouble(), 0);
        for (; k < probabilities.Length - 1 && u >= probabilities[k]; k++)
            u -= probabilities[k];
        return k;
    }

    public static double Loss(TaskTable table, double[][] probabilities, CustomerGroup group = CustomerGroup.Test) =>
        Enumerable.Range(0, table.Count).Where(i => table.Group[i] == group).Average(i => -Math.Log(probabilities[i][table.Outcome[i]]));
}
