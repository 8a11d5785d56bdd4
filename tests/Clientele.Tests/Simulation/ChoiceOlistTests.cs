using Clientele.Data;
using Clientele.Simulation;
using Clientele.Simulation.Agents;

namespace Clientele.Tests.Simulation;

public sealed class ChoiceOlistTests
{
    [Fact]
    public async Task Real_payments_show_the_known_pattern_and_are_predicted_better_than_by_shares()
    {
        var token = TestContext.Current.CancellationToken;
        using var transactions = await TransactionLoader.LoadAsync(
            new TransactionSource { Path = TestData.Shared("data/olist"), Mapping = MappingFile.Load("olist") }, cancellationToken: token);
        async Task<OrderTable> Orders(CustomerGroup group)
        {
            using var part = transactions.For(group);
            return await part.ReadOrdersAsync(token);
        }
        var (fit, test) = (await Orders(CustomerGroup.Fit), await Orders(CustomerGroup.Test));
        var rule = transactions.Mapping.Instalments;
        var model = ChoiceModelFitter.Fit(fit, PersonaAssignment.None(fit), rule, new ChoiceModelOptions { Draws = 50 }, cancellationToken: token);

        // Fidelity: a part of the buyers take the longest plan on offer, and longer plans do not draw anybody to the card.
        var longest = model.Parameter("plan.longest");
        Assert.True(longest is { Grade: EvidenceGrade.A, Estimate: > .8 }, $"{longest}");
        Assert.InRange(model.Parameter("method.credit_card.inclusive_value").Estimate, 0, .3);

        // Customers never seen: the plan given card. 1.751 against 1.982 nats for the shares of the fit when this was written.
        var cards = PaymentOrders.From(test, PersonaAssignment.None(test), rule, int.MaxValue, 1);
        var shares = model.Payments!.PlanShares[^1];
        var payment = new PaymentUtility(model);
        var utility = new double[payment.Count];
        double own = 0, marginal = 0;
        var count = 0;
        for (var i = 0; i < cards.Count; i++)
        {
            if (cards.Method[i] != 0)
                continue;
            payment.Menu(model.Theta, -1, Math.Exp(cards.LogValue[i] + cards.Centre), utility);
            own -= utility[cards.Plan[i] - 1] - PaymentUtility.LogSum(utility.AsSpan(0, payment.Plans));
            marginal -= Math.Log(shares[cards.Plan[i] - 1]);
            count++;
        }
        Assert.True(count > 4_000);
        Assert.InRange(marginal / count - own / count, .2, .3);
    }
}
