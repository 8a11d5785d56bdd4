using Clientele.Clustering;
using Clientele.Validation.Baselines;

namespace Clientele.Validation.Measures;

/// <summary>Classifier two-sample test (Lopez-Paz and Oquab 2017, arXiv 1610.06545): boosted trees learn to tell real rows from simulated ones; the area under the ROC
/// curve on customers they have not seen is .5 when the two are of one law and 1 when nothing is alike.</summary>
/// <param name="Auc">Area under the curve, cross-fitted by customer, with its interval by customers.</param>
/// <param name="Floor">Mean area when the labels are exchanged by chance.</param>
/// <param name="FloorHigh">Highest area among those: what two samples of one law may reach.</param>
internal sealed record TwoSampleTest(Interval Auc, double Floor, double FloorHigh)
{
    private const int Folds = 5;

    /// <summary>Small trees at a fixed number of rounds: nothing here is tuned on the rows that are scored.</summary>
    private static readonly BoosterOptions Trees = new() { Rounds = 60, LearningRate = .1, Leaves = 15, ColumnShare = 1 };

    /// <summary>Why the test cannot be run on these rows; null = it can. A tree needs two leaves of <see cref="BoosterOptions.MinOrdersInLeaf"/> rows to tell anything apart.</summary>
    /// <param name="customer">Customer of every row, real and simulated.</param>
    /// <param name="seed">Seed of the folds.</param>
    public static string? WhyNot(int[] customer, int seed)
    {
        var (orders, rows) = (customer.Length / 2, new int[Folds]);
        foreach (var fold in FoldOf(customer, seed))
            rows[fold]++;
        return customer.Length - rows.Max() < 2 * Trees.MinOrdersInLeaf || rows.Min() == 0
            ? FormattableString.Invariant($"{orders} orders are too few, or of too few customers, to learn on four fifths of the customers and to test on the others")
            : null;
    }

    /// <summary>Runs the test.</summary>
    /// <param name="columns">Columns of all rows.</param>
    /// <param name="simulated">Whether a row is simulated.</param>
    /// <param name="customer">Customer of every row: a real order and its simulated twin have the same one and are held out together.</param>
    /// <param name="bootstrap">Resampling; its seed seeds folds and permutations.</param>
    /// <param name="permutations">Exchanges of labels for the floor.</param>
    /// <exception cref="ClienteleException">LightGBM cannot be loaded here.</exception>
    /// <exception cref="ArgumentException">Too few rows: <see cref="WhyNot"/> says so before.</exception>
    public static TwoSampleTest Of(IReadOnlyList<TaskColumn> columns, bool[] simulated, int[] customer, CustomerBootstrap bootstrap, int permutations = 10)
    {
        if (WhyNot(customer, bootstrap.Seed) is { } why)
            throw new ArgumentException(why, nameof(customer));
        var scores = CrossFit(columns, simulated, customer, bootstrap.Seed, bootstrap.Workers);
        var order = Enumerable.Range(0, scores.Length).OrderBy(i => scores[i]).ThenBy(i => i).ToArray();
        var auc = bootstrap.Statistic(customer, weight => Area(scores, order, simulated, weight));
        var floor = new double[permutations];
        for (var p = 0; p < permutations; p++)
        {
            var exchanged = Exchange(simulated, customer, new SeededRandom((ulong)(long)bootstrap.Seed, (ulong)(long)p));
            floor[p] = Area(CrossFit(columns, exchanged, customer, bootstrap.Seed, bootstrap.Workers), exchanged);
        }
        return new TwoSampleTest(auc, floor.DefaultIfEmpty(double.NaN).Average(), floor.DefaultIfEmpty(double.NaN).Max());
    }

    /// <summary>Area under the ROC curve: the chance that a positive scores above a negative, ties half (Hanley and McNeil 1982).</summary>
    public static double Area(double[] scores, bool[] positive)
    {
        var weight = new double[scores.Length];
        Array.Fill(weight, 1);
        return Area(scores, [.. Enumerable.Range(0, scores.Length).OrderBy(i => scores[i]).ThenBy(i => i)], positive, weight);
    }

    private static double Area(double[] scores, int[] order, bool[] positive, double[] weight)
    {
        double above = 0, negatives = 0, positives = 0;
        for (var start = 0; start < order.Length;)
        {
            double tiedNegatives = 0, tiedPositives = 0;
            var end = start;
            for (; end < order.Length && scores[order[end]] == scores[order[start]]; end++)
            {
                if (positive[order[end]])
                    tiedPositives += weight[order[end]];
                else
                    tiedNegatives += weight[order[end]];
            }
            above += tiedPositives * (negatives + (tiedNegatives / 2));
            (negatives, positives, start) = (negatives + tiedNegatives, positives + tiedPositives, end);
        }
        return above / (negatives * positives);
    }

    private static int[] FoldOf(int[] customer, int seed) => Array.ConvertAll(customer, c => (int)(SeededRandom.Mix((ulong)(long)seed, (ulong)(long)c) % Folds));

    private static double[] CrossFit(IReadOnlyList<TaskColumn> columns, bool[] simulated, int[] customer, int seed, Workers workers)
    {
        var fold = FoldOf(customer, seed);
        var (label, scores) = (Array.ConvertAll(simulated, s => s ? 1 : 0), new double[simulated.Length]);
        for (var f = 0; f < Folds; f++)
        {
            int[] fit = [.. Enumerable.Range(0, fold.Length).Where(i => fold[i] != f)];
            var probabilities = Booster.FitPredict(columns, label, 2, fit, [], Trees with { Seed = seed }, workers);
            for (var i = 0; i < scores.Length; i++)
                if (fold[i] == f)
                    scores[i] = probabilities[i][1];
        }
        return scores;
    }

    // Labels move within a customer who has both, so that a pair of twins stays one real and one simulated; the others' labels are shuffled among themselves.
    private static bool[] Exchange(bool[] simulated, int[] customer, SeededRandom random)
    {
        var exchanged = (bool[])simulated.Clone();
        var rest = new List<int>();
        foreach (var rows in Enumerable.Range(0, customer.Length).GroupBy(i => customer[i]).OrderBy(g => g.Key).Select(g => g.ToArray()))
        {
            if (rows.Any(i => simulated[i]) && rows.Any(i => !simulated[i]))
                Shuffle(rows, simulated, exchanged, random);
            else
                rest.AddRange(rows);
        }
        Shuffle([.. rest], simulated, exchanged, random);
        return exchanged;
    }

    private static void Shuffle(int[] rows, bool[] simulated, bool[] exchanged, SeededRandom random)
    {
        var labels = Array.ConvertAll(rows, i => simulated[i]);
        random.Shuffle<bool>(labels);
        for (var k = 0; k < rows.Length; k++)
            exchanged[rows[k]] = labels[k];
    }
}
