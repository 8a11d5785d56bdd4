using Clientele.Data;
using Clientele.Data.Guessing;
using CsCheck;

namespace Clientele.Tests.Data.Guessing;

/// <summary>Whatever stands in a file, the guess ends with a mapping that can be read or with what is missing.</summary>
public sealed class GarbageTests
{
    private static Gen<string> Any(params string[] words) => Gen.Int[0, words.Length - 1].Select(index => words[index]);

    private static readonly Gen<string> Name = Any("order_id", "Order ID", "id", "customer_id", "Email", "customer", "date", "Created at",
        "Time", "delivered_at", "price", "unit_price", "amount", "Total",
        "subtotal", "qty", "quantity", "sku", "item", "category", "discount", "shipping", "tax", "refund", "status", "payment_status",
            "payment_method", "currency", "rating", "installments", "state", "x1", "cancelled_at", "note");

    private static readonly Gen<string> Cell = Gen.OneOf(
        Any("", "", "NULL", "\\N", "-", "0", "-1", "n/a", "?", "Guest", "C1", "paid", "cancelled", "visa", "EUR", "USD", "€ 5", "a@b.de",
            "A@B.DE", "6.01E+12", "Mug", "Discount", "Versand", "\"", "\n", "100%"),
        Any("1.000", "1,000", "12.990", "12,5", "-5.00", "(3.00)", "1.234,50", "1,234.50", "R$ 5,00", ".5", "1e9", "99999999999999999999",
            "NaN", "∞"),
        Any("2024-05-03", "03/05/24", "05/03/2024 10:15", "2567-05-03", "45384.34", "1717000000", "0000-00-00", "9999-12-31", "10:15",
            "Sep 1, 2025", "20240503", "0001-01-01", "24:61", "31/02/2024"),
        Gen.Int[0, 30].Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Any_table_gives_a_mapping_that_can_be_read_or_what_is_missing()
    {
        var table = from columns in Name.Array[1, 9]
                    from rows in Cell.Array[columns.Distinct().Count()].Array[0, 14]
                    select new FileSample("shop.csv", new FileFormat(), [.. columns.Distinct()], rows);
        Gen.Select(table, table, Gen.Bool).Sample((one, two, both) =>
        {
            var template = MappingTemplate.Of(both ? [one, two with { Name = "more.csv" }] : [one], ["shop.csv", "more.csv"],
                Sampled.Today);
            if (template.Missing.Count == 0)
                Assert.Equal(template.Questions.Select(question => question.Key).Order(), MappingFile.Parse(template.Yaml,
                    "guess.yaml").Undecided.Order());
        }, iter: 300);
    }

    [Fact]
    public void A_table_whose_columns_are_of_one_kind_each_gives_a_mapping_that_can_be_read_or_what_is_missing()
    {
        var table = from columns in Name.Array[4, 12]
                    let names = columns.Distinct().ToArray()
                    from kinds in Cell.Array[2, 4].Array[names.Length]
                    from picks in Gen.Int[0, 3].Array[names.Length].Array[1, 30]
                    select new FileSample("shop.csv", new FileFormat(), names,
                        [.. picks.Select(row => (IReadOnlyList<string>)[.. row.Select((pick, column) =>
                        kinds[column][pick % kinds[column].Length])])]);
        table.Sample(one =>
        {
            var template = MappingTemplate.Of([one], ["shop.csv"], Sampled.Today);
            if (template.Missing.Count == 0)
                Assert.Equal(template.Questions.Select(question => question.Key).Order(), MappingFile.Parse(template.Yaml,
                    "guess.yaml").Undecided.Order());
        }, iter: 300);
    }
}
