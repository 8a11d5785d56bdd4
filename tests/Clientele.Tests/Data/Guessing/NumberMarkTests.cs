using Clientele.Data.Guessing;

namespace Clientele.Tests.Data.Guessing;

/// <summary>Point or comma: decided column by column from what is written, asked where nothing tells.</summary>
public sealed class NumberMarkTests
{
    [Theory]
    [InlineData('.', "1,234.50", "12")]
    [InlineData(',', "1.234,50", "12")]
    [InlineData(',', "24,9900", "7,5000")]
    [InlineData('.', "24.9900", "7.5000")]
    [InlineData(',', "24,99", "7,50")]
    [InlineData('.', "24.9", "7.5")]
    [InlineData('.', "0.354", "1.250")]
    [InlineData(',', "0,354", "1,250")]
    [InlineData('.', "1,234,567", "1,000")]
    [InlineData(',', "1.234.567", "1.000")]
    [InlineData('.', "1,23,456.00", "12")]
    [InlineData('.', "1234.567", "12")]
    [InlineData(',', "1 234,50", "12")]
    [InlineData('.', "1'234.50", "12")]
    [InlineData(',', "R$ 1.234,50", "R$ 12,00")]
    [InlineData('.', "-$1,234.50", "($12.00)")]
    [InlineData(',', "24,99 €", "7,50 €")]
    [InlineData(',', "24,99", "1.234")]
    public void One_telling_number_decides(char mark, params string[] values) =>
        Assert.Equal((mark, null), (NumberMarks.Of(values, NumberUse.Money, null).Mark,
        NumberMarks.Of(values, NumberUse.Money, null).Undecided));

    [Theory]
    [InlineData("12.990", "24.500")]
    [InlineData("1,599", "2,499")]
    [InlineData("12.990")]
    public void Three_digits_behind_the_only_mark_are_asked(params string[] values)
    {
        var mark = NumberMarks.Of(values, NumberUse.Money, "EUR");
        Assert.Null(mark.Mark);
        Assert.Equal(values[0].First(c => !char.IsAsciiDigit(c)), mark.Undecided);
    }

    [Theory]
    [InlineData("CLP")]
    [InlineData("COP")]
    [InlineData("IDR")]
    [InlineData("VND")]
    [InlineData("KRW")]
    public void In_a_currency_without_cents_they_are_thousands(string currency)
    {
        Assert.Equal(',', NumberMarks.Of(["12.990", "24.500"], NumberUse.Money, currency).Mark);
        Assert.Equal('.', NumberMarks.Of(["12,990", "24,500"], NumberUse.Money, currency).Mark);
    }

    [Fact]
    public void In_a_currency_of_three_decimals_they_are_decimals() =>
        Assert.Equal('.', NumberMarks.Of(["12.990", "24.500"], NumberUse.Money, "KWD").Mark);

    [Fact]
    public void Numbers_below_a_thousand_without_a_mark_beside_them_make_them_thousands()
    {
        Assert.Equal(',', NumberMarks.Of(["450", "990", "799", "1.599", "12.990"], NumberUse.Money, "EUR").Mark);
        Assert.Equal('.', NumberMarks.Of(["450", "990", "799", "1,599", "12,990"], NumberUse.Money, "USD").Mark);
        Assert.Null(NumberMarks.Of(["4500", "990", "799", "1.599"], NumberUse.Money, "EUR").Mark);
    }

    [Theory]
    [InlineData('.', "1.000", "2.000", "10.000")]
    [InlineData(',', "1,000", "2,000", "10,000")]
    public void A_quantity_that_always_ends_in_three_noughts_has_three_decimals(char mark, params string[] values) =>
        Assert.Equal(mark, NumberMarks.Of(values, NumberUse.Quantity, "EUR").Mark);

    [Fact]
    public void Numbers_without_marks_tell_nothing_and_need_not() =>
        Assert.Equal(NumberMark.None, NumberMarks.Of(["12", "1500", "7"], NumberUse.Money, null));

    [Theory]
    [InlineData("1,2,3")]
    [InlineData("12.50.3")]
    [InlineData("1.23.456,7,8")]
    [InlineData("03.05.2024")]
    [InlineData("A12")]
    [InlineData("12 units")]
    [InlineData("")]
    public void What_is_no_number_is_none(string text) => Assert.False(NumberText.IsNumber(text));

    [Theory]
    [InlineData("R$ 1.234,50", ',', 1234.5)]
    [InlineData("-$1,234.50", '.', -1234.5)]
    [InlineData("(12.00)", '.', -12)]
    [InlineData("12,00-", ',', -12)]
    [InlineData("1 234,5 €", ',', 1234.5)]
    [InlineData("1'234.50", '.', 1234.5)]
    [InlineData("12.990", ',', 12990)]
    [InlineData("12.990", '.', 12.99)]
    public void Numbers_are_read_under_a_mark(string text, char mark, double number) => Assert.Equal(number, NumberText.Parse(text, mark),
        1e-9);

    [Fact]
    public void Marks_are_decided_by_column_and_the_majority_stands_at_the_top()
    {
        var guess = Sampled.Of("Bestellnummer;Datum;Kunde;Artikel;Menge;Einzelpreis;Gesamtpreis", "1;03.05.2024;K1;A;2.000;24,99;49,98",
            "2;14.05.2024;K2;B;1.000;7,50;7,50", "3;15.05.2024;K2;A;3.000;24,99;74,97");
        Assert.Equal(',', guess.Mapping.Decimal);
        Assert.Equal('.', guess.Mapping.DecimalOf("shop.csv", "Menge"));
        Assert.Equal(',', guess.Mapping.DecimalOf("shop.csv", "Gesamtpreis"));
        Assert.Empty(guess.Asked);
    }

    [Fact]
    public void Quantity_times_price_decides_what_the_price_leaves_open()
    {
        // 1.599 a litre: three decimals, and the total says so.
        var litres = Sampled.Of("receipt_no,date,customer_id,item,qty,unit_price,line_total", "1,2024-05-03,A,Diesel,40,1.599,63.96",
            "2,2024-05-04,B,Diesel,25,1.629,40.73", "3,2024-05-05,A,Petrol,30,1.719,51.57");
        Assert.Empty(litres.Asked);
        Assert.Equal('.', litres.Mapping.DecimalOf("shop.csv", "unit_price"));
        var pesos = Sampled.Of("receipt_no,date,customer_id,item,qty,unit_price,line_total", "1,2024-05-03,A,Pan,2,1.599,3198",
            "2,2024-05-04,B,Pan,3,1.599,4797", "3,2024-05-05,A,Te,1,2.990,2990");
        Assert.Empty(pesos.Asked);
        var columns = ColumnProfile.Of(Sampled.Sample("shop.csv", "qty,unit_price,line_total", "2,1.599,3198", "3,1.599,4797",
            "1,2.990,2990"));
        Assert.Equal(',', NumberColumns.Of([columns[1], columns[2]], columns[0], null)["unit_price"].Mark);
    }

    [Fact]
    public void The_other_columns_of_money_decide_what_one_leaves_open()
    {
        var guess = Sampled.Of("order_id;order_date;customer_id;product_id;price;freight", "1;2024-05-03;A;x;1.599;4,90",
            "2;2024-05-04;B;y;2.499;5,90");
        Assert.Empty(guess.Asked);
        Assert.Equal(',', guess.Mapping.DecimalOf("shop.csv", "price"));
    }

    [Fact]
    public void The_question_names_the_column_and_says_what_each_mark_gives()
    {
        var guess = Sampled.Of("order_id,order_date,customer_id,product_id,Price", "1,2024-05-03,A,x,12.990", "2,2024-05-04,B,y,24.500");
        Assert.Equal(["items.decimal.Price"], guess.Asked);
        var question = guess.Question;
        Assert.Equal(("items.decimal.Price", "shop.csv", "Price"), (question.Key, question.File, question.Column));
        Assert.Equal([("\".\"", "12.990 is 12.99, the first rows add up to 37.49"),
            ("\",\"", "12.990 is 12990, the first rows add up to 37,490")], question.Readings);
        Assert.Contains("decimal: \".\"                 # default", guess.Template.Yaml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CLP", "order_id,order_date,customer_id,product_id,price,currency", ",CLP")]
    [InlineData("COP", "order_id,order_date,customer_id,product_id,price (COP)", "")]
    public void The_currency_may_come_from_a_column_or_a_name(string currency, string header, string rest)
    {
        var guess = Sampled.Of(header, "1,2024-05-03,A,x,12.990" + rest, "2,2024-05-04,B,y,24.500" + rest);
        Assert.Equal(currency, guess.Mapping.Currency);
        Assert.Empty(guess.Asked);
        Assert.Equal(',', guess.Mapping.Decimal);
    }

    [Fact]
    public void Several_columns_of_money_that_leave_the_same_open_are_one_question()
    {
        var guess = Sampled.Of("order_id,order_date,customer_id,product_id,quantity,unit_price,freight",
            "1,2024-05-03,A,x,1.000,12.990,1.990", "2,2024-05-04,B,y,2.000,24.500,2.990");
        Assert.Equal(["decimal"], guess.Asked);
        Assert.Equal(("decimal", "unit_price"), (guess.Question.Key, guess.Question.Column));
        var answered = Clientele.Data.MappingFile.Parse(guess.Template.Yaml.Replace($"decimal: \"{Clientele.Data.MappingFile.Ambiguous}\"",
            "decimal: \",\"", StringComparison.Ordinal), "answered.yaml");
        Assert.Equal((',', ',', '.'), (answered.DecimalOf("shop.csv", "unit_price"), answered.DecimalOf("shop.csv", "freight"),
            answered.DecimalOf("shop.csv", "quantity")));
    }

    [Fact]
    public void A_quantity_of_thousands_in_a_file_that_marks_thousands_so_is_asked_unless_a_total_tells()
    {
        var asked = Sampled.Of("order_id|order_date|customer_id|product_id|quantity|unit_price", "1|2024-05-03|A|x|1,000|2.50",
            "2|2024-05-04|B|y|5,000|4.25", "3|2024-05-05|B|x|2,000|2.50");
        Assert.Equal(["items.decimal.quantity"], asked.Asked);
        var told = Sampled.Of("order_id|order_date|customer_id|product_id|quantity|unit_price|line_total",
            "1|2024-05-03|A|x|1,000|2.50|2,500.00", "2|2024-05-04|B|y|5,000|4.25|21,250.00", "3|2024-05-05|B|x|2,000|2.50|5,000.00");
        Assert.Empty(told.Asked);
        Assert.Equal('.', told.Mapping.DecimalOf("shop.csv", "quantity"));
    }
}
