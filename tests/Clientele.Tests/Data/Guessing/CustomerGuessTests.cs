namespace Clientele.Tests.Data.Guessing;

/// <summary>Who the customer is: an id that tells people apart, else the address; and who is nobody.</summary>
public sealed class CustomerGuessTests
{
    private static Sampled Shop(string header, int rows, Func<int, string> who) => Sampled.Lines($"order_id,order_date,{header},amount",
        rows, row => $"{1000 + row},2024-05-{1 + row % 28:00},{who(row)},{10 + row}.50");

    [Theory]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("NULL")]
    public void The_address_is_preferred_to_an_id_that_guests_do_not_have(string guest)
    {
        var guess = Shop("customer_id,billing_email", 40, row => $"{(row % 3 == 0 ? guest : 100 + row % 7)},p{row % 9}@example.org");
        Assert.Equal("billing_email", guess.Mapping.Orders.Customer.Column);
        Assert.True(guess.Mapping.Orders.CustomerIsEmail);
    }

    [Fact]
    public void An_id_that_all_rows_have_is_preferred_to_the_address()
    {
        var guess = Shop("customer_id,billing_email", 40, row => $"{100 + row % 7},p{row % 7}@example.org");
        Assert.Equal("customer_id", guess.Mapping.Orders.Customer.Column);
        Assert.False(guess.Mapping.Orders.CustomerIsEmail);
    }

    [Fact]
    public void An_id_that_is_new_with_every_order_is_no_customer_where_an_address_comes_back() =>
        Assert.Equal("email", Shop("customer_id,email", 40, row => $"{100 + row},p{row % 7}@example.org").Mapping.Orders.Customer.Column);

    [Fact]
    public void The_address_is_preferred_to_a_persons_name() =>
        Assert.Equal("Email", Shop("Customer,Email", 12, row =>
        $"Jane Doe {row % 4},p{row % 4}@example.org").Mapping.Orders.Customer.Column);

    [Fact]
    public void Ids_that_a_spreadsheet_shortened_are_named_and_passed_over()
    {
        var guess = Shop("customer_id,email", 12, row => $"6.0123{row % 2}E+12,p{row % 5}@example.org");
        Assert.Equal("email", guess.Mapping.Orders.Customer.Column);
        Assert.Contains(guess.Template.Guesses, line => line.Contains("ids in customer_id were shortened by a spreadsheet (6.0123",
            StringComparison.Ordinal));
        var alone = Shop("customer_id", 12, row => $"6.0123{row % 2}E+12");
        Assert.Contains(alone.Template.Missing, line => line.Contains("customer_id were shortened by a spreadsheet",
            StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Guest")]
    [InlineData("guest checkout")]
    [InlineData("-")]
    [InlineData("Gast")]
    public void Words_for_nobody_are_anonymous(string word)
    {
        var guess = Shop("customer_id", 20, row => row % 5 == 0 ? word : $"C{row % 4}");
        Assert.Equal([word], guess.Mapping.Orders.Anonymous);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public void Ids_that_nobody_has_are_anonymous(string id) =>
        Assert.Equal([id], Shop("customer_id", 20, row => row % 5 == 0 ? id : $"{500 + row % 4}").Mapping.Orders.Anonymous);

    [Fact]
    public void Nought_with_far_more_orders_than_anyone_is_nobody()
    {
        var guess = Shop("customer_id", 60, row => row % 2 == 0 ? "0" : $"{1 + row}");
        Assert.Equal(["0"], guess.Mapping.Orders.Anonymous);
        Assert.Empty(guess.Asked);
    }

    [Fact]
    public void Nought_with_different_addresses_is_nobody()
    {
        var guess = Shop("customer_id,customer_name", 20, row => row is 3 or 9 ? $"0,Person {row}"
            : $"{500 + row % 6},Person {500 + row % 6}");
        Assert.Equal(["0"], guess.Mapping.Orders.Anonymous);
    }

    [Fact]
    public void Nought_among_ids_that_count_from_nought_is_a_customer()
    {
        var guess = Shop("customer_id", 40, row => $"{row % 10}");
        Assert.Null(guess.Mapping.Orders.Anonymous);
        Assert.Empty(guess.Asked);
    }

    [Fact]
    public void Nought_that_may_be_either_is_asked()
    {
        var guess = Shop("customer_id", 40, row => row % 20 == 0 ? "0" : $"{700 + row % 13}");
        Assert.Equal(["orders.anonymous"], guess.Asked);
        var question = guess.Question;
        Assert.Equal(("orders.anonymous", "customer_id"), (question.Key, question.Column));
        Assert.Equal(["[\"0\"]", "[]"], question.Readings.Select(reading => reading.Value));
        foreach (var (value, _) in question.Readings)
            Assert.Empty(Clientele.Data.MappingFile.Parse(Sampled.Answered(guess.Template).Replace($"\"{Clientele.Data.MappingFile.Ambiguous}\"", value,
                StringComparison.Ordinal), "answered.yaml").Undecided);
    }

    [Theory]
    [InlineData("Laufkundschaft")]
    [InlineData("Consumidor Final")]
    [InlineData("CASH SALES")]
    [InlineData("Walk In")]
    public void Whoever_comes_in_and_pays_cash_is_anonymous(string word) =>
        Assert.Equal([word], Shop("customer_id", 20, row => row % 5 == 0 ? word : $"C{row % 4}").Mapping.Orders.Anonymous);

    [Theory]
    [InlineData("99999", "5{0}")]
    [InlineData("guest@example.org", "p{0}@example.org")]
    [InlineData("noreply@example.org", "p{0}@example.org")]
    public void What_a_till_fills_in_is_anonymous_where_it_has_far_more_orders_than_anyone(string filler, string others)
    {
        var guess = Shop("customer", 60, row => row % 2 == 0 ? filler : string.Format(System.Globalization.CultureInfo.InvariantCulture,
            others, 100 + row % 19));
        Assert.Equal([filler], guess.Mapping.Orders.Anonymous);
        Assert.Null(Shop("customer", 60, row => row % 20 == 0 ? filler : string.Format(System.Globalization.CultureInfo.InvariantCulture,
            others, 100 + row % 19)).Mapping.Orders.Anonymous);
    }
}
