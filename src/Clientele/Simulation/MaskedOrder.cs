using System.Globalization;
using Clientele.Data;

namespace Clientele.Simulation;

/// <summary>Real orders with one attribute masked: what an agent may see of them and what the right answer was. The choice model is fitted on the same
/// definitions as the validator scores, so that both speak of the same attribute.</summary>
/// <param name="Kind">The masked attribute: one of the constants.</param>
/// <param name="Options">Possible values in their natural order.</param>
/// <param name="TicketCuts">Upper ends of the first nine ticket deciles, currency; empty for another attribute.</param>
/// <param name="Rule">Which instalment plans are feasible.</param>
public sealed record MaskedOrder(string Kind, IReadOnlyList<string> Options, IReadOnlyList<double> TicketCuts, InstalmentRule Rule)
{
    /// <summary>Instalments of an order paid by card, once.</summary>
    public const string Plan = "plan";

    /// <summary>How the order was paid.</summary>
    public const string Method = "payment_method";

    /// <summary>Stars of the order's first review.</summary>
    public const string Stars = "stars";

    /// <summary>In which tenth of the orders its total (freight included) lies.</summary>
    public const string Ticket = "ticket_decile";

    /// <summary>Category of the dearest item.</summary>
    public const string Category = "category";

    /// <summary>Units bought: 1, 2, 3+.</summary>
    public const string Items = "items";

    /// <summary>What each of <see cref="Options"/> means, in the same order; empty where their names say it.</summary>
    public IReadOnlyList<OptionGloss> Glosses { get; init; } = [];

    // Always among the options, whether an order learned from shows them or not.
    private static readonly PaymentMethod[] Usual =
        [PaymentMethod.CreditCard, PaymentMethod.Boleto, PaymentMethod.Debit, PaymentMethod.Voucher];

    /// <summary>The attribute as these orders show it: categories and ways of paying that occur, deciles of their totals.</summary>
    /// <param name="kind">One of the constants.</param>
    /// <param name="orders">The orders to learn the scale from: never those that are scored.</param>
    /// <param name="rule">Which instalment plans the shop offers.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such attribute.</exception>
    public static MaskedOrder Of(string kind, OrderTable orders, InstalmentRule rule)
    {
        string[] options = kind switch
        {
            Plan => Numbers(rule.Max),
            Method => [.. Ways(orders).Select(PaymentWords.Word)],
            Stars => Numbers(5),
            Ticket => Numbers(10),
            Category => [.. Categories(orders).Select(c => orders.Categories[c])],
            Items => ["1", "2", "3+"],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a masked attribute."),
        };
        double[] cuts = kind == Ticket ? Deciles(orders) : [];
        return new MaskedOrder(kind, options, cuts, rule)
        {
            Glosses = kind == Ticket ? OptionGloss.Between(cuts) : kind == Category ? OptionGloss.Frequent(orders.Category, orders.Amount, Categories(orders)) : [],
        };
    }

    /// <summary>The question for this attribute of an order.</summary>
    /// <param name="orders">Orders.</param>
    /// <param name="order">Which of them.</param>
    public Question.MaskedAttribute Ask(OrderTable orders, int order) => Ask(Context(orders, order), Feasible(orders, order));

    /// <summary>The question for this attribute of an order that is known by its context.</summary>
    /// <param name="context">The context.</param>
    /// <param name="feasible">How many of <see cref="Options"/>, from the first on, are feasible.</param>
    public Question.MaskedAttribute Ask(OrderContext context, int feasible) => new(Kind, context, [.. Options.Take(feasible)]) { Glosses = [.. Glosses.Take(feasible)] };

    /// <summary>Index of the right answer in <see cref="Options"/>; −1 when the order cannot be asked about (not recorded, several payments, an option that
    /// the scale does not have).</summary>
    public int Outcome(OrderTable orders, int order)
    {
        var paid = IsPaidOnce(orders, order);
        switch (Kind)
        {
            case Plan:
                var k = orders.Instalments[order];
                return paid && orders.Method[order] == PaymentMethod.CreditCard && k >= 1 && k <= Rule.Longest(orders.PaymentValue[order]) ? k - 1 : -1;
            case Method:
                return paid ? IndexOf(PaymentWords.Word(orders.Method[order])) : -1;
            case Stars:
                return orders.Stars[order] - 1;
            case Ticket:
                var total = Total(orders, order);
                return total > 0 ? TicketCuts.Count(cut => total > cut) : -1;
            case Category:
                return orders.Category[order] < 0 ? -1 : IndexOf(orders.Categories[orders.Category[order]]);
            default:
                return Math.Min(orders.Items[order], 3) - 1;
        }
    }

    /// <summary>Whether an order records the attribute with a value that <see cref="Options"/> lack: a category or a way of
    /// paying that the orders it was learned from do not have, a plan that the rule does not offer.</summary>
    public bool IsOffScale(OrderTable orders, int order) => Kind switch
    {
        Category => orders.Category[order] >= 0,
        Method => IsPaidOnce(orders, order) && PaymentWords.Ways.Contains(orders.Method[order]),
        Plan => IsPaidOnce(orders, order) && orders.Method[order] == PaymentMethod.CreditCard && orders.Instalments[order] >= 1,
        _ => false,
    } && Outcome(orders, order) < 0;

    /// <summary>What may be seen of an order when this attribute is asked for: what the customer or the shop knew before it, nothing that gives it away.</summary>
    public OrderContext Context(OrderTable orders, int order)
    {
        var all = OrderContext.Of(orders, order);
        return Kind switch
        {
            Plan => all with { Method = PaymentMethod.CreditCard, Instalments = null, DeliveryDays = double.NaN, DaysLate = double.NaN },
            Method => all with { Method = null, Instalments = null, DeliveryDays = double.NaN, DaysLate = double.NaN },
            Stars => all,
            Ticket => new OrderContext
            {
                OrderedAt = all.OrderedAt,
                PromisedDays = all.PromisedDays,
                Category = all.Category,
                CustomerState = all.CustomerState,
                SellerState = all.SellerState,
            },
            Category => all with { Category = null, Products = null, Sellers = null, DeliveryDays = double.NaN, DaysLate = double.NaN },
            _ => all with
            {
                PaymentValue = double.NaN,
                Amount = double.NaN,
                Freight = double.NaN,
                Items = null,
                Products = null,
                Sellers = null,
                DeliveryDays = double.NaN,
                DaysLate = double.NaN,
            },
        };
    }

    /// <summary>How many of <see cref="Options"/>, from the first on, are feasible for an order: all but for the plan.</summary>
    public int Feasible(OrderTable orders, int order) => Kind == Plan ? Rule.Longest(orders.PaymentValue[order]) : Options.Count;

    /// <summary>What an order cost in all, currency: what was paid, else amount and freight; NaN when unknown.</summary>
    public static double Total(OrderTable orders, int order) => orders.PaymentValue[order] > 0
        ? orders.PaymentValue[order]
        : orders.Amount[order] + (double.IsNaN(orders.Freight[order]) ? 0 : orders.Freight[order]);

    private static bool IsPaidOnce(OrderTable orders, int order) => orders.PaymentRows[order] == 1 && orders.PaymentValue[order] > 0;

    private static int[] Categories(OrderTable orders) => [.. orders.Category.Where(c => c >= 0).Distinct().Order()];

    private static IEnumerable<PaymentMethod> Ways(OrderTable orders)
    {
        var occur = orders.Method.Where((_, order) => IsPaidOnce(orders, order)).ToHashSet();
        return PaymentWords.Ways.Where(way => Usual.Contains(way) || occur.Contains(way));
    }

    private int IndexOf(string option)
    {
        for (var i = 0; i < Options.Count; i++)
            if (Options[i] == option)
                return i;
        return -1;
    }

    private static string[] Numbers(int last) => [.. Enumerable.Range(1, last).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    private static double[] Deciles(OrderTable orders)
    {
        var totals = Enumerable.Range(0, orders.Count).Select(i => Total(orders, i)).Where(total => total > 0).Order().ToArray();
        return totals.Length == 0 ? new double[9] : [.. Enumerable.Range(1, 9).Select(d => totals[(int)((long)totals.Length * d / 10)])];
    }
}
