namespace Clientele.Tests.Data.Guessing;

/// <summary>The currency: from a column, from marks, from names; several are said.</summary>
public sealed class CurrencyGuessTests
{
    private static Sampled Shop(string header, Func<int, string> cells, int rows = 12) =>
        Sampled.Lines($"order_id,customer_id,order_date,{header}", rows, row =>
        $"{100 + row},c{row % 3},2024-05-{1 + row % 28:00},{cells(row)}");

    [Theory]
    [InlineData("USD", "amount,Currency", "10.50,usd")]
    [InlineData("GBP", "amount,order_currency", "10.50,GBP")]
    [InlineData("EUR", "amount,Währung", "10.50,€")]
    [InlineData("USD", "Price (USD)", "10.50")]
    [InlineData("EUR", "amount_eur", "10.50")]
    [InlineData("EUR", "Total EUR", "10.50")]
    [InlineData("GBP", "Total (£)", "10.50")]
    [InlineData("BRL", "Valor (R$)", "10.50")]
    [InlineData("BRL", "amount", "R$ 10.50")]
    [InlineData("USD", "amount", "$10.50")]
    [InlineData("SEK", "amountSEK", "10.50")]
    public void A_currency_that_is_written_is_found(string currency, string header, string cells)
    {
        var guess = Shop(header, _ => cells);
        Assert.Empty(guess.Template.Missing);
        Assert.Equal(currency, guess.Mapping.Currency);
    }

    [Fact]
    public void What_is_not_written_is_asked()
    {
        var question = Assert.Single(Shop("amount", _ => "10.50").Template.Questions);
        Assert.Equal(("currency", "amount"), (question.Key, question.Column));
        Assert.Equal(["EUR", "USD", "GBP"], question.Readings.Select(reading => reading.Value));
    }

    [Fact]
    public void A_few_orders_in_another_currency_are_left_out_and_said()
    {
        var guess = Shop("amount,currency", row => $"10.50,{(row == 3 ? "USD" : "EUR")}");
        Assert.Equal("EUR", guess.Mapping.Currency);
        var rule = Assert.Single(guess.Mapping.Orders.Exclude);
        Assert.Equal(("currency", "currency", "USD"), (rule.Rule, rule.Column, Assert.Single(rule.Values)));
        Assert.Contains(guess.Template.Guesses, line => line.Contains("whose currency is USD are left out", StringComparison.Ordinal));
    }

    [Fact]
    public void Several_currencies_in_earnest_have_to_be_decided()
    {
        var guess = Shop("amount,currency", row => $"10.50,{(row % 2 == 0 ? "USD" : "EUR")}");
        Assert.Contains(guess.Template.Missing, line => line.StartsWith("one currency", StringComparison.Ordinal));
        Assert.Contains("# exclude: [{ rule: currency, column: currency, in: [USD] }]", guess.Template.Yaml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CLP", "129.990", 1e8)]
    [InlineData("IDR", "2.450.000", 1e9)]
    [InlineData("EUR", "2450,00", 100_000)]
    [InlineData("EUR", "24500,00", 1e7)]
    public void The_limit_of_a_row_is_far_above_what_the_rows_cost(string currency, string amount, double limit) =>
        Assert.Equal(limit, Sampled.Lines("order_id;customer_id;order_date;amount;currency", 12, row =>
            $"{100 + row};c{row % 3};2024-05-{1 + row:00};{amount};{currency}").Mapping.AmountLimit, 1e-3);
}
