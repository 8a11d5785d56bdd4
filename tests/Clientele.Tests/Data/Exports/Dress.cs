using System.Globalization;
using System.Runtime.CompilerServices;
using Clientele.Data;

namespace Clientele.Tests.Data.Exports;

/// <summary>A shop's files as one real system exports them: its columns and their order, its way of writing dates and numbers, its
/// quirks.</summary>
internal abstract class Dress
{
    public abstract string Name { get; }

    public abstract ShopProfile Profile { get; }

    /// <summary>What a mapping needs and this format does not carry; such files must not be read. Null = nothing.</summary>
    public virtual string? Lacks => null;

    /// <summary>How exactly the files tell the time.</summary>
    public virtual TimeSpan Precision => TimeSpan.FromSeconds(1);

    /// <summary>Where things stand, for damage to be done there; null for a format of several files.</summary>
    public virtual DressColumns? Columns => null;

    /// <summary>What a person who knows the shop answers to questions that the files leave open, by the mapping's key, when looking at the
    /// guess.</summary>
    public IReadOnlyDictionary<string, string> Answers(string guess) => OwnAnswers(guess)
        .Concat([new("time_zone", Profile.Zone), new("currency", Profile.Currency)])
        .DistinctBy(answer => answer.Key).ToDictionary(StringComparer.Ordinal);

    protected virtual IEnumerable<KeyValuePair<string, string>> OwnAnswers(string guess) => [];

    public abstract IReadOnlyList<ExportFile> Files(MadeUpShop shop);

    /// <summary>The mapping that somebody who knows the format would write.</summary>
    public string MappingByHand() => File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "Mappings", Name + ".yaml"));

    private static string Here([CallerFilePath] string here = "") => here;

    /// <summary>What is right: sums over the orders that these files say were made by somebody and came to pass.</summary>
    public virtual ShopAccount Account(MadeUpShop shop, Mapping? mapping = null)
    {
        // Amounts are before refunds: where the mapping names what was paid back, an order that was paid back in full is a sale like any
        // other.
        var isBeforeRefunds = RefundedIsAState && mapping is { Orders.Refund: not null } or { Items.Refund: not null };
        var orders = shop.Orders.Where(order => Counts(isBeforeRefunds && order.Status == ShopStatus.Refunded
            ? order with { Status = ShopStatus.PartlyRefunded } : order)).ToList();
        var times = orders.Select(TimeOf).ToList();
        // Where the mapping says that the prices hold a tax that it names, amounts are without it (docs/data.md).
        var withoutTax = Profile.TaxIncluded && mapping is { Items.PricesHoldTax: true }
            && (mapping.Items.Tax is not null || mapping.Orders.Tax is not null);
        return new ShopAccount(
            orders.Select(CustomerOf).Distinct(StringComparer.OrdinalIgnoreCase)
                .Count(), orders.Count, orders.Sum(LinesOf), orders.Sum(UnitsOf),
            orders.Sum(order => AmountOf(order, mapping) - (withoutTax ? order.GoodsTax : 0)),
            times.Count(time => time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday), times.DefaultIfEmpty()
                .Min(), times.DefaultIfEmpty().Max())
        {
            Freight = SaysFreight ? orders.Sum(order => order.Freight) : null,
            Refunds = SaysRefunds ? orders.Sum(order => order.Refund) : null,
            // A discount of more than what is left of an order makes all of it free.
            LinesAtZero = orders.Sum(order => AmountOf(order, mapping) == 0 ? LinesOf(order) : FreeLinesOf(order)),
            LargestCustomer = orders.CountBy(CustomerOf, StringComparer.OrdinalIgnoreCase).Select(customer => customer.Value)
                .DefaultIfEmpty().Max(),
        };
    }

    /// <summary>Whether the files name the order's customer and say that it came to pass.</summary>
    public virtual bool Counts(ShopOrder order) => order.IsSale && !order.Anonymous;

    protected virtual string CustomerOf(ShopOrder order) => order.Person.Email;

    protected virtual DateTime TimeOf(ShopOrder order) => order.Local;

    protected virtual decimal AmountOf(ShopOrder order) => Math.Max(0, order.Goods);

    /// <summary>What an order's lines cost, read by a mapping: it matters where a line is missing and a discount is known for the order as
    /// a whole.</summary>
    protected virtual decimal AmountOf(ShopOrder order, Mapping? mapping) => AmountOf(order);

    protected virtual decimal UnitsOf(ShopOrder order) => order.Units;

    protected virtual int LinesOf(ShopOrder order) => order.Lines.Count;

    protected virtual int FreeLinesOf(ShopOrder order) => order.Lines.Count(line => line.Gross == 0);

    /// <summary>Whether an order that was paid back in full is one of a state that says so.</summary>
    protected virtual bool RefundedIsAState => false;

    /// <summary>Whether the files tell the freight of an order, without the tax on it.</summary>
    protected virtual bool SaysFreight => true;

    /// <summary>Whether the files tell what was paid back.</summary>
    protected virtual bool SaysRefunds => true;

    protected static string Text(decimal amount, string format = "0.00") => amount.ToString(format, CultureInfo.InvariantCulture);

    protected static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    protected static string Text(DateTime time, string format) => time.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>1.234,56</summary>
    protected static string Comma(decimal amount, string format = "#,##0.00") => amount.ToString(format, GermanNumbers);

    /// <summary>Words that are always the same for an order, such as one of two payment services.</summary>
    protected static T Pick<T>(int number, params ReadOnlySpan<T> of) => of[(int)((uint)number * 2654435761u % (uint)of.Length)];

    private static readonly NumberFormatInfo GermanNumbers = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };
}

/// <summary>Columns of a one-file format that matter to an account, and how they are written.</summary>
/// <param name="OrderId">The order's id.</param>
/// <param name="Customer">The customer's.</param>
/// <param name="Date">When, or the day alone.</param>
/// <param name="Price">A number without which a row has no amount.</param>
/// <param name="Product">A word for what was bought.</param>
internal sealed record DressColumns(string OrderId, string Customer, string Date, string Price, string Product)
{
    public string? Quantity { get; init; }

    public string? Currency { get; init; }

    /// <summary>A column that no two lines share.</summary>
    public string? LineId { get; init; }

    /// <summary>All columns of money and quantities.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>How <see cref="Date"/> is written, for .NET; null where it cannot be written in another way without losing
    /// something.</summary>
    public string? DateFormat { get; init; }

    public char Decimal { get; init; } = '.';
}
