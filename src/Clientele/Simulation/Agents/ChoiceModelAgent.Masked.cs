using System.Globalization;

namespace Clientele.Simulation.Agents;

public sealed partial class ChoiceModelAgent
{
    /// <summary>Draws that a masked attribute can be answered under.</summary>
    /// <param name="kind">The attribute.</param>
    public int MaskedDraws(string kind) => IsPayment(kind) ? Model.Draws.Count : Outcomes?.Of(kind)?.Draws ?? 0;

    /// <summary>Answers for a masked attribute of an order.</summary>
    /// <param name="profile">Who answers.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="draw">0..<see cref="MaskedDraws"/> − 1: under one draw of the parameters, so that intervals can be made; −1 = the point estimate.</param>
    public Answer Masked(AgentProfile profile, Question.MaskedAttribute question, int draw)
    {
        if (!IsPayment(question.Kind))
            return Outcome(profile, question, draw);
        if (Model.Payments is null)
            return new Answer.Failed($"The shop has no payments on record, so {question.Kind} is not answered.");
        if (!(question.Order.PaymentValue > 0))
            return new Answer.Failed($"{question.Kind} needs the order's total (payment value), which is not known.");

        var theta = draw < 0 ? Model.Theta : Model.Draws[draw];
        var payment = new PaymentUtility(Model);
        var persona = ModelPersona(IndexOf(profile.Persona));
        double[] utility = new double[payment.Count], history = new double[payment.Count];
        payment.Menu(theta, persona, question.Order.PaymentValue, utility, payment.Shift(theta, question.Order), Offered(question));
        payment.History(profile.History, persona, history);
        for (var a = 0; a < utility.Length; a++)
            utility[a] += history[a];

        var values = new double[question.Options.Count];
        for (var o = 0; o < values.Length; o++)
        {
            var value = Value(question.Kind, question.Options[o], payment, utility);
            if (value is null)
                return new Answer.Failed($"\"{question.Options[o]}\" is no option of {question.Kind}.");
            values[o] = value.Value;
        }
        var total = PaymentUtility.LogSum(values);
        return double.IsNegativeInfinity(total)
            ? new Answer.Failed($"None of the options of {question.Kind} is feasible at a total of {question.Order.PaymentValue.ToString("0.00", CultureInfo.InvariantCulture)}.")
            : new Answer.Distribution(Array.ConvertAll(values, value => Math.Exp(value - total)), []);
    }

    private static bool IsPayment(string kind) => kind is MaskedOrder.Plan or MaskedOrder.Method;

    private Answer Outcome(AgentProfile profile, Question.MaskedAttribute question, int draw)
    {
        if (Outcomes?.Of(question.Kind) is not { } model)
            return new Answer.Failed(Outcomes is null
                ? $"This agent has no outcome models, so it does not answer {question.Kind}; it answers plan and payment_method."
                : $"{question.Kind} could not be learned from this shop's orders.");
        int[] others = profile.OtherOrders.TryGetValue(question.Kind, out var names) ? [.. names.Select(model.IndexOf).Where(at => at >= 0)] : [];
        return new Answer.Distribution(model.Answer(question.Order, IndexOf(profile.Persona), others, question.Options, draw), []);
    }

    // The longest plan has a utility of its own: on a shorter menu than the shop's it belongs to the longest that is left.
    private static int Offered(Question.MaskedAttribute question) => question.Kind != MaskedOrder.Plan ? int.MaxValue
        : Math.Max(1, question.Options.Max(option => int.TryParse(option, NumberStyles.None, CultureInfo.InvariantCulture, out var k) ? k : 1));

    private static double? Value(string kind, string option, PaymentUtility payment, double[] utility)
    {
        if (kind == MaskedOrder.Plan)
            return !int.TryParse(option, NumberStyles.None, CultureInfo.InvariantCulture, out var k) || k < 1 ? null
                : payment.HasCard && k <= payment.Plans ? utility[k - 1] : double.NegativeInfinity;
        if (ChoiceLayout.Method(option) is not { } method)
            return null;
        return payment.IndexOf(method) switch
        {
            < 0 => double.NegativeInfinity,
            0 => PaymentUtility.LogSum(utility.AsSpan(0, payment.Plans)),
            var x => utility[payment.Plans + x - 1],
        };
    }
}
