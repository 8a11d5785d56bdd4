using Clientele.Data;
using Clientele.Data.Guessing;

namespace Clientele.Tests.Data.Guessing;

public sealed class MappingQuestionTests
{
    private const string Yaml = """
        # kept
        schema: clientele/mapping/v1
        name: shop
        currency: EUR
        date_format: "ambiguous, please set"   # %d/%m/%y (first 2024-05-01); or %m/%d/%y
        orders: { file: a.csv, customer: who, ordered_at: at }
        items:
          file: a.csv
          decimal: { "Net. price": "ambiguous, please set", qty: "." }   # two readings
          amount: ambiguous, please set
        """;

    [Theory]
    [InlineData("date_format", "%d/%m/%y", "date_format: \"%d/%m/%y\"   # %d/%m/%y (first")]
    [InlineData("items.decimal.Net. price", "\",\"", "decimal: { \"Net. price\": \",\", qty: \".\" }   # two readings")]
    [InlineData("items.amount", "amount: value", "\n  amount: value")]
    [InlineData("items.amount", "unit_price: \"Price, net\"", "\n  unit_price: \"Price, net\"")]
    public void An_answer_sets_its_key_and_nothing_else(string key, string value, string expected)
    {
        var answered = new MappingQuestion(key, "a.csv", "x", []).Answer(Yaml, value);
        Assert.Contains(expected, answered, StringComparison.Ordinal);
        Assert.Equal(2, answered.Split(MappingFile.Ambiguous).Length - 1);
        Assert.StartsWith("# kept", answered, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_set_stays_as_it_is()
    {
        var question = new MappingQuestion("items.decimal.qty", "a.csv", "qty", []);
        Assert.Equal(Yaml, question.Answer(Yaml, "\",\""));
        Assert.Equal("no: map: here", question.Answer("no: map: here", "x"));
    }

    [Fact]
    public async Task A_guess_whose_questions_are_answered_can_be_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write("amb.csv", "order,customer,when,sku,qty,value,currency\n1,A,01/02/2024,x,1,1.599,EUR\n2,B,02/03/2024,y,2,2.250,EUR\n3,C,03/01/2024,x,1,1.599,EUR\n4,A,05/06/2024,z,2,9.100,EUR\n");
        var template = MappingTemplate.Guess(folder.Path, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["date_format", "items.amount", "items.decimal.value"], template.Questions.Select(question => question.Key).Order(StringComparer.Ordinal));
        var failure = await Assert.ThrowsAsync<ClienteleException>(() => Load(template.Yaml));
        foreach (var reading in template.Questions.SelectMany(question => question.Lines))
            Assert.Contains(reading, failure.Message, StringComparison.Ordinal);
        var amounts = new HashSet<decimal>();
        for (var choice = 0; choice < 8; choice++)
        {
            var yaml = template.Yaml;
            foreach (var (question, index) in template.Questions.Select((question, index) => (question, index)))
                yaml = question.Answer(yaml, question.Readings[(choice >> index) & 1].Value);
            using var transactions = await Load(yaml);
            amounts.Add(transactions.Totals.Amount);
        }
        Assert.Equal([14.548m, 25.898m, 14548m, 25898m], amounts.Order());

        Task<Transactions> Load(string yaml) => TransactionLoader.LoadAsync(new TransactionSource { Path = folder.Path, Mapping = MappingFile.Parse(yaml, "guess.yaml") }, null, TestContext.Current.CancellationToken);
    }
}
