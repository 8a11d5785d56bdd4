using System.Globalization;
using System.Text;
using Clientele.Simulation;
using Clientele.Simulation.Agents;
using CsCheck;

namespace Clientele.Tests.Simulation.Agents;

/// <summary>Laws of the reader on made-up text. <c>CLIENTELE_FUZZ=1000000</c> sets the number of inputs; the default keeps a test run short.</summary>
public sealed class AnswerReaderLawsTests
{
    private static readonly long Inputs = long.TryParse(Environment.GetEnvironmentVariable("CLIENTELE_FUZZ"), CultureInfo.InvariantCulture, out var inputs) ? inputs : 20_000;

    private static readonly AnswerCase[] Cases = [.. AnswerCorpus.All.Values.OrderBy(answer => answer.Name, StringComparer.Ordinal)];

    private static readonly IReadOnlyList<AnswerOption>[] Sets = [.. Cases.Select(answer => answer.Options).DistinctBy(options => string.Join(' ', options.Select(option => option.Label)))];

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", "\"", "'", ":", ",", "|", "\n", " ", "-", "*", "%", ".", "0.5", "50 %", "1", "-1", "1e308", "NaN", "null", "true", "yes", "no", "not", "I would choose ", "because ", "DECISION: ",
        "KEY FACTORS:", "REASONING: ", "\"probabilities\"", "\"reason\"", "\"option\"", "\"probability\"", "buy_now", "walk_away", "upfront", "card_10x", "single", "bundle_of_3", "Buy nothing", "```json", "<think>",
        "</think>", "//", "/*", "*/", "\\", "\\u00", "\\ud800", "\ud800", "\udc00", "\u200b", "\u202e", "\0", "😀", "é", "｛", "０", "R$ 1.080", "10x", "?", "!", ";", "“", "”", "’", "~~", "(", ")",
    ];

    private static readonly Gen<string> Noise = Gen.OneOf(
        Gen.String[Gen.Char, 0, 60],
        Gen.String[Gen.Char[' ', '~'], 0, 120],
        One(Pieces).Array[0, 40].Select(string.Concat));

    // A corpus entry cut, doubled, spliced with another, or with noise put in.
    private static readonly Gen<string> Mutated = Gen.Select(Gen.Int[0, Cases.Length - 1], Gen.Int[0, Cases.Length - 1], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[0, 5], Noise)
        .Select((a, b, x, y, how, noise) =>
        {
            var (one, two) = (Cases[a].Text, Cases[b].Text);
            var (at, to) = ((int)(x * one.Length), (int)(y * two.Length));
            return how switch
            {
                0 => one[..at] + two[to..],
                1 => one[..at],
                2 => one[at..] + one,
                3 => one[..at] + noise + one[at..],
                4 => one[..at] + two + one[at..],
                _ => one[..at] + (at < one.Length ? (char)(one[at] ^ (1 << (noise.Length % 16))) : ' ') + one[Math.Min(at + 1, one.Length)..],
            };
        });

    private static readonly Gen<string> Json = Gen.Recursive<string>((depth, self) => depth > 3 ? One("0.5", "1", "\"yes\"", "null") : Gen.OneOf(
        Gen.Double.Select(number => number.ToString("R", CultureInfo.InvariantCulture)),
        One(Pieces).Select(piece => $"\"{piece}\""),
        Gen.Select(One("probabilities", "buy_now", "walk_away", "reason", "option", "probability", "key_factors", "decision", "x"), self)
            .Array[0, 4].Select(pairs => "{" + string.Join(", ", pairs.Select(pair => $"\"{pair.Item1}\": {pair.Item2}")) + "}"),
        self.Array[0, 3].Select(items => "[" + string.Join(", ", items) + "]")));

    [Fact]
    public void Whatever_the_text_reading_never_throws_and_gives_a_distribution_or_a_problem() =>
        Gen.Select(Gen.OneOf(Noise, Mutated, Mutated, Json), One(Sets)).Sample((text, options) =>
        {
            var answer = AnswerReader.Read(text, options);
            AnswerReaderTests.Invariants(answer, options);
            Assert.Equal(Print(answer), Print(AnswerReader.Read(text, options)));
        }, iter: Inputs, threads: 2);

    [Fact]
    public void A_distribution_written_in_any_supported_shape_is_read_back() =>
        Gen.Select(One(Sets), Gen.Int[0, Shapes.Length - 1], Gen.Double[0, 1].Array[8], Gen.Int[0, 7]).Sample((options, shape, weights, favourite) =>
        {
            weights[favourite] += .1;
            var sum = weights.Take(options.Count).Sum();
            if (sum < .05)
                return;
            double[] probabilities = [.. weights.Take(options.Count).Select(weight => weight / sum)];
            var text = Shapes[shape](options, probabilities);
            var answer = AnswerReader.Read(text, options);
            Assert.True(answer is Answer.Distribution, $"{answer}\n{text}");
            Assert.All(probabilities.Zip(((Answer.Distribution)answer).Probabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
        }, iter: 3000, threads: 2);

    [Fact]
    public void JSON_that_breaks_off_is_never_read_as_another_distribution()
    {
        foreach (var answer in Cases.Where(answer => answer.Expected is not null && answer.Text.TrimStart('\uFEFF', '\u200B') is ['{' or '[' or '`', ..]))
            for (var length = 0; length < answer.Text.Length; length++)
                if (AnswerReader.Read(answer.Text[..length], answer.Options) is Answer.Distribution read)
                    Assert.True(read.Probabilities.Zip(answer.Expected!).All(pair => Math.Abs(pair.First - pair.Second) < 1e-4), $"{answer.Name}: {answer.Text[..length]}");
    }

    [Fact]
    public void The_order_of_the_options_is_that_of_the_probabilities() =>
        Gen.Select(Gen.Int[0, Cases.Length - 1], Gen.Shuffle(Enumerable.Range(0, 5).ToArray())).Sample((index, permutation) =>
        {
            var answer = Cases[index];
            var order = permutation.Where(o => o < answer.Options.Count).ToArray();
            var (straight, turned) = (AnswerReader.Read(answer.Text, answer.Options), AnswerReader.Read(answer.Text, [.. order.Select(o => answer.Options[o])]));
            Assert.Equal(straight.GetType(), turned.GetType());
            if (straight is Answer.Distribution one && turned is Answer.Distribution other)
                Assert.Equal(order.Select(o => one.Probabilities[o]), other.Probabilities, (a, b) => Math.Abs(a - b) < 1e-12);
        }, iter: 2000, threads: 2);

    private static readonly Func<IReadOnlyList<AnswerOption>, double[], string>[] Shapes =
    [
        (options, p) => Object(options, p, Fraction),
        (options, p) => $"Here you are:\n```json\n{Object(options, p, Fraction)}\n```\nDone.",
        (options, p) => Object(options, p, Percent),
        (options, p) => Object(options, p, x => $"\"{Percent(x).Trim('"').Replace('.', ',')}\""),
        (options, p) => Object(options, p, x => $"\"{Fraction(x).Replace('.', ',')}\""),
        (options, p) => Object(options, p, Fraction).Replace('"', '\''),
        (options, p) => "[" + string.Join(", ", options.Zip(p, (option, x) => $"{{\"option\": \"{option.Id}\", \"probability\": {Fraction(x)}}}")) + "]",
        (options, p) => Lines(options, p, (option, x) => $"{option.Id}: {Fraction(x)}"),
        (options, p) => Lines(options, p, (option, x) => $"- **{option.Id}** – {Percent(x).Trim('"')}"),
        (options, p) => Lines(options, p, (option, x) => $"{option.Id}: {Fraction(x).Replace('.', ',')}"),
        (options, p) => Lines(options, p, (option, x) => $"Probability of {option.Label}: {Percent(x).Trim('"')}"),
        (options, p) => "| option | probability |\n|---|---|\n" + Lines(options, p, (option, x) => $"| {option.Id} | {Percent(x).Trim('"')} |"),
        (options, p) => string.Join(", ", options.Zip(p, (option, x) => $"{option.Id}: {Percent(x).Trim('"')}")),
    ];

    private static Gen<T> One<T>(params T[] items) => Gen.Int[0, items.Length - 1].Select(i => items[i]);

    private static string Object(IReadOnlyList<AnswerOption> options, double[] probabilities, Func<double, string> number) =>
        $"{{\"probabilities\": {{{string.Join(", ", options.Zip(probabilities, (option, p) => $"\"{option.Id}\": {number(p)}"))}}}, \"reason\": \"Because. So.\", \"key_factors\": [\"price\"]}}";

    private static string Lines(IReadOnlyList<AnswerOption> options, double[] probabilities, Func<AnswerOption, double, string> line) =>
        string.Join('\n', options.Zip(probabilities, line));

    private static string Fraction(double p) => p.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Percent(double p) => "\"" + (100 * p).ToString("0.00", CultureInfo.InvariantCulture) + " %\"";

    private static string Print(Answer answer) => answer is Answer.Distribution read
        ? new StringBuilder().AppendJoin(' ', read.Probabilities).Append(read.Statement).AppendJoin('|', read.Reasons).ToString() : answer.ToString();
}
