using Clientele.Data;
using Clientele.Simulation;
using Clientele.Validation;
using Clientele.Validation.Baselines;

namespace Clientele.Tests.Validation;

public sealed class TaskTablesTests
{
    private static readonly InstalmentRule Rule = new(10, 10);

    private static OrderTable Orders(string customer, string state) => new()
    {
        CustomerIds = [customer, customer + "2"],
        Customer = [0, 1],
        OrderedAt = [new(2018, 1, 7, 13, 0, 0), new(2018, 3, 5, 23, 0, 0)],
        PromisedAt = [new(2018, 1, 17), DateTime.MinValue],
        DeliveredAt = [new(2018, 1, 19), DateTime.MinValue],
        Amount = [30, 200],
        Freight = [5, double.NaN],
        Items = [2, 1],
        Products = [1, 1],
        Sellers = [1, 0],
        Categories = ["toys"],
        Category = [0, -1],
        PaymentRows = [1, 1],
        PaymentValue = [35, 200],
        Method = [PaymentMethod.CreditCard, PaymentMethod.Boleto],
        Instalments = [3, 1],
        Stars = [4, 0],
        ReviewCreatedAt = [DateTime.MinValue, DateTime.MinValue],
        States = [state, "SP"],
        CustomerState = [0, -1],
        SellerState = [1, -1],
    };

    private static readonly (OrderTable, CustomerGroup)[] Parts = [(Orders("a", "RJ"), CustomerGroup.Fit), (Orders("b", "BA"), CustomerGroup.Test)];

    private static TaskTable Table(string kind) => TaskTables.Of(MaskedOrder.Of(kind, Parts[0].Item1, Rule), Parts);

    private static double[] Column(TaskTable table, string name) => table.Columns.Single(c => c.Name == name).Values;

    [Fact]
    public void A_plan_has_the_menu_of_its_total_and_customers_of_parts_are_apart()
    {
        var table = Table(MaskedOrder.Plan);
        // Only the card orders are asked about, one a part.
        Assert.Equal([2, 2], table.Outcome);
        Assert.Equal([3, 3], table.Feasible);
        Assert.Equal([0, 2], table.Customer);
        Assert.Equal([CustomerGroup.Fit, CustomerGroup.Test], table.Group);
        Assert.Equal([3, 3], Column(table, "longest_plan"));
        Assert.Equal([5, 5], Column(table, "remainder_to_next_plan"));
        Assert.Equal([15, 15], Column(table, "unit_price"));
        // BA, RJ, SP over all parts.
        Assert.Equal([1, 0], Column(table, "customer_state"));
        Assert.Equal([2, 2], Column(table, "seller_state"));
    }

    [Theory]
    [InlineData(MaskedOrder.Plan, "instalments delivery_days days_late payment_method")]
    [InlineData(MaskedOrder.Stars, "longest_plan remainder_to_next_plan")]
    [InlineData(MaskedOrder.Ticket, "total freight freight_share items products sellers unit_price payment_method instalments delivery_days days_late")]
    [InlineData(MaskedOrder.Category, "category products sellers delivery_days days_late")]
    [InlineData(MaskedOrder.Items, "total items products sellers unit_price freight delivery_days days_late")]
    [InlineData(MaskedOrder.Method, "payment_method instalments delivery_days days_late")]
    public void No_column_shows_what_the_context_hides(string kind, string hidden)
    {
        var table = Table(kind);
        Assert.Empty(table.Columns.Select(c => c.Name).Intersect(hidden.Split(' ')));
        Assert.All(table.Columns, column => Assert.Contains(column.Values, v => !double.IsNaN(v)));
        Assert.All(table.Columns.Where(c => c.Levels > 0), column => Assert.All(column.Values, v => Assert.True(double.IsNaN(v) || (v >= 0 && v < column.Levels && v == (int)v))));
    }

    [Fact]
    public void Time_counts_months_from_the_first_order()
    {
        var table = Table(MaskedOrder.Ticket);
        Assert.Equal([0, 2, 0, 2], Column(table, "month"));
        Assert.Equal([0, 1, 0, 1], Column(table, "weekday"));
        Assert.Equal([13, 23, 13, 23], Column(table, "hour"));
        Assert.Equal([10, double.NaN, 10, double.NaN], Column(table, "promised_days"));
    }

    [Fact]
    public void Negative_controls_do_not_see_themselves()
    {
        var weekday = TaskTables.Control(TaskTables.Weekday, Parts);
        Assert.Equal([0, 1, 0, 1], weekday.Outcome);
        Assert.DoesNotContain(weekday.Columns, c => c.Name is "weekday" or "promised_days" or "delivery_days");
        var block = TaskTables.Control(TaskTables.HourBlock, Parts);
        Assert.Equal([3, 5, 3, 5], block.Outcome);
        Assert.Equal("00-03", block.Options[0]);
        Assert.DoesNotContain(block.Columns, c => c.Name is "hour" or "promised_days" or "delivery_days");
        Assert.Throws<ArgumentOutOfRangeException>(() => TaskTables.Control("month", Parts));
    }

    [Fact]
    public async Task Real_plans_are_predicted_as_well_as_the_reference_does()
    {
        var token = TestContext.Current.CancellationToken;
        using var transactions = await TransactionLoader.LoadAsync(
            new TransactionSource { Path = TestData.Shared("data/olist"), Mapping = MappingFile.Load("olist") }, cancellationToken: token);
        async Task<(OrderTable, CustomerGroup)> Part(CustomerGroup group)
        {
            using var part = transactions.For(group);
            return (await part.ReadOrdersAsync(token), group);
        }
        (OrderTable Orders, CustomerGroup)[] parts = [await Part(CustomerGroup.Fit), await Part(CustomerGroup.Calibrate), await Part(CustomerGroup.Test)];
        var table = TaskTables.Of(MaskedOrder.Of(MaskedOrder.Plan, parts[0].Orders, transactions.Mapping.Instalments), parts);
        var best = BestBaseline.Fit(table, seed: 1, new(0, token));
        var marginal = PlantedTask.Loss(table, PopulationMarginal.Predict(table));
        // Against the marginal's 1.97–1.98, scikit-learn: logit 1.696, boosting 1.664.
        Assert.InRange(marginal, 1.9, 2.05);
        Assert.InRange(marginal - PlantedTask.Loss(table, best.All["logistic"]), .26, .34);
        Assert.InRange(marginal - PlantedTask.Loss(table, best.All["boosting"]), .28, .36);
        Assert.InRange(marginal - PlantedTask.Loss(table, best.Probabilities), .29, .38);
    }
}
