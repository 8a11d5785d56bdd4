using Clientele.Data.Guessing;

namespace Clientele.Tests.Data.Guessing;

/// <summary>Which of two numbers is the day: decided where the data can decide, asked where they cannot.</summary>
public sealed class DayOrMonthTests
{
    private static readonly DateTime Latest = new(2026, 12, 1, 23, 59, 59);

    private static TimeReading Read(params string[] values) => TimeGuess.Of([.. values.Distinct()], values, Latest, named: true)!;

    [Theory]
    [InlineData("%d/%m/%y", "13/05/24", "04/05/24")]
    [InlineData("%m/%d/%y", "05/13/24", "05/04/24")]
    [InlineData("%m-%d-%Y", "05-13-2024", "05-04-2024")]
    public void One_number_above_twelve_decides(string format, params string[] values) =>
        Assert.Equal((format, false), (Read(values).Format, Read(values).IsAmbiguous));

    [Fact]
    public void The_number_may_stand_far_below_the_first_rows()
    {
        var first = Enumerable.Range(0, 2000).Select(row => $"{1 + row % 12:00}/{1 + row / 12 % 12:00}/2023").ToList();
        var reading = TimeGuess.Of([.. first.Distinct(), "25/11/2023"], first, Latest, named: true)!;
        Assert.Equal(("%d/%m/%Y", false), (reading.Format, reading.IsAmbiguous));
    }

    [Fact]
    public void A_reading_with_orders_in_the_future_is_none() =>
        Assert.Equal(("%m/%d/%Y", false), (Read("11/01/2026", "11/12/2026", "10/02/2026").Format,
            Read("11/01/2026", "11/12/2026", "10/02/2026").IsAmbiguous));

    // Orders in days 1 to 12 of some months alone, as an export of samples may be: only month first goes up.
    private static readonly string[] Early =
        [.. new[] { 1, 2, 4, 7, 10, 11 }.SelectMany(month => new[] { 2, 3, 5, 8, 9, 12 }.Select(day => $"{month}/{day}/2025"))];

    [Fact]
    public void Rows_in_the_order_of_time_decide()
    {
        var reading = Read(Early);
        Assert.Equal(("%m/%d/%Y", false), (reading.Format, reading.IsAmbiguous));
        Assert.Contains("in the order of time", reading.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_were_sorted_by_the_text_of_their_dates_tell_nothing_unless_order_numbers_go_up_as_well()
    {
        var values = Early.Order(StringComparer.Ordinal)
            .Select(day => string.Join('/', day.Split('/').Select(part => part.PadLeft(2, '0')))).Order(StringComparer.Ordinal).ToArray();
        Assert.True(Read(values).IsAmbiguous);
        Assert.False(TimeGuess.Of(values, values, Latest, named: true, isByNumber: true)!.IsAmbiguous);
        Assert.Empty(Sampled.Of(["order_id,customer_id,order_date,amount", .. values.Select((day, row) =>
            $"{100 + row},c{row % 3},{day},10.50")]).Asked);
        Assert.Equal(["date_format"],
            Sampled.Of(["order_id,customer_id,order_date,amount", .. values.Select((day, row) =>
            $"{100 + row * 17 % 36},c{row % 3},{day},10.50")]).Asked);
    }

    [Fact]
    public void Twelve_days_of_one_month_are_more_likely_than_one_day_of_twelve_months()
    {
        var reading = Read([.. Enumerable.Range(1, 12).OrderBy(day => day * 7 % 13).Select(day => $"05/{day:00}/24")]);
        Assert.Equal(("%m/%d/%y", false), (reading.Format, reading.IsAmbiguous));
    }

    [Fact]
    public void The_first_of_every_month_is_asked()
    {
        var reading = Read([.. Enumerable.Range(1, 12).OrderBy(month => month * 7 % 13).Select(month => $"01/{month:00}/24")]);
        Assert.Equal(["%d/%m/%y", "%m/%d/%y"], reading.Others.Prepend(reading.Format));
    }

    [Theory]
    [InlineData("05/01/24", "05/02/24")]
    [InlineData("01-05-2024", "02-06-2024")]
    [InlineData("3/4/2024 10:15", "4/3/2024 11:00")]
    public void Few_dates_that_fit_both_are_asked(params string[] values) => Assert.True(Read(values).IsAmbiguous);

    [Theory]
    [InlineData("%d.%m.%Y", "03.05.2024", "04.06.2024")]
    [InlineData("%d.%m.%y", "03.05.24", "04.06.24")]
    public void With_points_the_day_comes_first(string format, params string[] values) =>
        Assert.Equal((format, false), (Read(values).Format, Read(values).IsAmbiguous));

    [Fact]
    public void Years_of_two_digits_at_the_start_are_known_by_the_span() =>
        Assert.Equal("%y-%m-%d", Read("24-05-03", "24-05-13", "24-06-30").Format);

    [Fact]
    public void Half_of_the_dates_turned_round_by_a_spreadsheet_are_asked()
    {
        var reading = Read([.. Enumerable.Range(1, 31).Select(day => $"{day}/05/2024"), .. Enumerable.Range(13, 18)
            .Select(day => $"06/{day}/2024")]);
        Assert.True(reading is null || reading.IsAmbiguous);
    }

    [Fact]
    public void A_weekday_beside_the_date_decides() => Assert.Equal(("%a %m/%d/%Y", false),
        (Read("Mon 03/04/2024", "Tue 03/05/2024").Format, Read("Mon 03/04/2024", "Tue 03/05/2024").IsAmbiguous));

    [Fact]
    public void Columns_that_are_written_alike_are_read_alike()
    {
        var guess = Sampled.Of("order_id,customer_id,order_date,delivered_date,amount", "1,A,05/04/2024,05/14/2024,10",
            "2,B,05/06/2024,05/16/2024,10", "3,A,06/01/2024,06/10/2024,12");
        Assert.Empty(guess.Asked);
        Assert.Equal("%m/%d/%Y", guess.Mapping.DateFormat);
        Assert.Empty(guess.Mapping.DateFormats);
    }

    [Fact]
    public void The_question_says_what_each_reading_gives()
    {
        var guess = Sampled.Of("order_id,customer_id,order_date,amount", "1,A,05/04/24,10", "2,B,05/06/24,10", "3,A,06/01/24,12");
        Assert.Equal(["date_format"], guess.Asked);
        var question = guess.Question;
        Assert.Equal(("date_format", "shop.csv", "order_date"), (question.Key, question.File, question.Column));
        Assert.Equal([("\"%d/%m/%y\"", "first 2024-01-06, last 2024-06-05, 1 of 3 at a weekend"),
            ("\"%m/%d/%y\"", "first 2024-05-04, last 2024-06-01, 2 of 3 at a weekend")], question.Readings);
        Assert.Contains("date_format: \"ambiguous, please set\"   # \"%d/%m/%y\" (first 2024-01-06", guess.Template.Yaml,
            StringComparison.Ordinal);
        Assert.DoesNotContain(guess.Template.Guesses, line => line.StartsWith("date_format", StringComparison.Ordinal));
    }

    [Fact]
    public void Date_and_time_of_day_in_two_columns_are_joined()
    {
        var guess = Sampled.Of("Transaction ID,Customer,Date,Time,Qty,Price", "1,A,05/14/2024,1:05:07 PM,1,10",
            "2,B,05/16/2024,11:05:07 AM,1,10", "3,A,06/10/2024,9:30:00 AM,1,12");
        Assert.Equal(("Date", "Time"), (guess.Mapping.Orders.OrderedAt, guess.Mapping.Orders.OrderedTime));
        Assert.Equal("%m/%d/%Y %I:%M:%S %p", guess.Mapping.DateFormat);
        var iso = Sampled.Of("Transaction ID,Customer,Date,Time,Qty,Price", "1,A,2024-05-14,13:05:07,1,10", "2,B,2024-05-15,13:05:08,1,10");
        Assert.Equal(("iso", "Time"), (iso.Mapping.DateFormat, iso.Mapping.Orders.OrderedTime));
    }

    [Fact]
    public void Columns_may_have_formats_of_their_own()
    {
        var guess = Sampled.Of("order_id,customer_id,order_date,delivered_date,amount", "1,A,2024-05-04,14.05.2024,10",
            "2,B,2024-05-06,16.05.2024,10");
        Assert.Equal("iso", guess.Mapping.DateFormatOf("shop.csv", "order_date"));
        Assert.Equal("%d.%m.%Y", guess.Mapping.DateFormatOf("shop.csv", "delivered_date"));
    }

    [Theory]
    [InlineData("order_id,customer_id,when_it_was,amount", "when_it_was")]
    [InlineData("order_id,customer_id,x7,amount", "x7")]
    [InlineData("order_id,customer_id,updated,amount", "updated")]
    public void The_only_column_of_dates_is_the_date_whatever_its_name(string header, string column) =>
        Assert.Equal(column, Sampled.Of(header, "1,A,2024-05-04,10", "2,B,2024-05-06,10").Mapping.Orders.OrderedAt);

    [Theory]
    [InlineData("shipped_at,created_at", "created_at")]
    [InlineData("updated_at,created_at", "created_at")]
    [InlineData("last-updated-date,purchase-date", "purchase-date")]
    [InlineData("Date Shipped,Sale Date", "Sale Date")]
    [InlineData("Paid at,Created at", "Created at")]
    [InlineData("birthday,date", "date")]
    [InlineData("Lieferdatum,Bestelldatum", "Bestelldatum")]
    [InlineData("date_upd,date_add", "date_add")]
    [InlineData("fecha_entrega,fecha_pedido", "fecha_pedido")]
    public void Among_several_columns_of_dates_the_names_decide(string columns, string expected) =>
        Assert.Equal(expected, Sampled.Of($"order_id,customer_id,{columns},amount", "1,A,2024-05-05,2024-05-04,10",
            "2,B,2024-05-08,2024-05-06,10").Mapping.Orders.OrderedAt);

    [Fact]
    public void Among_columns_of_dates_without_telling_names_the_first_in_time_is_the_order() =>
        Assert.Equal("b", Sampled.Of("order_id,customer_id,a,b,amount", "1,A,2024-05-05,2024-05-04,10",
            "2,B,2024-05-08,2024-05-06,10").Mapping.Orders.OrderedAt);
}
