using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;
using Clientele.Simulation;
using Clientele.Simulation.Agents;

namespace Clientele.Tests.Simulation;

/// <summary>Made-up shops whose payment preferences are known, and small personas and scenarios to ask about.</summary>
internal static class ChoiceWorld
{
    public static readonly InstalmentRule Rule = new(10, 10);

    public static readonly double[] Plan = [-.4, -.5, -.3, .3, .5, .1, .8, -.2, .4, .5, .2, -.1];

    public const double Inclusive = .4;

    public static readonly PaymentMethod[] Methods = [PaymentMethod.CreditCard, PaymentMethod.Boleto, PaymentMethod.Voucher];

    public static readonly double[] Boleto = [-.9, -.2], Voucher = [-2.5, -.6];

    public const double Centre = 4.6;

    /// <summary>Orders whose payments are drawn from the planted nest; customer c belongs to persona c mod personas.</summary>
    public static (OrderTable Orders, PersonaAssignment Personas) Shop(
        int customers, ulong seed, int personas = 1, Func<int, double[]>? planShift = null, Func<int, double>? boletoShift = null, int ordersEach = 1)
    {
        var rows = customers * ordersEach;
        var (values, methods, plans, owner) = (new double[rows], new PaymentMethod[rows], new int[rows], new int[rows]);
        Span<double> weight = new double[Rule.Max + 2];
        for (var i = 0; i < rows; i++)
        {
            owner[i] = i / ordersEach;
            var persona = owner[i] % personas;
            values[i] = Math.Round(Math.Exp(Centre + .8 * CounterRandom.Normal(seed, 1, (ulong)i)), 2);
            double[] plan = [.. Plan];
            if (planShift is not null)
                for (var j = 0; j < 3; j++)
                    plan[PlanUtility.ShiftedTerms[j]] += planShift(persona)[j];
            Utilities(plan, values[i], boletoShift?.Invoke(persona) ?? 0, weight);
            var total = 0.0;
            foreach (var w in weight)
                total += w;
            var chance = CounterRandom.Uniform(seed, 2, (ulong)i) * total;
            var a = 0;
            while (a < weight.Length - 1 && (chance -= weight[a]) >= 0)
                a++;
            methods[i] = a < Rule.Max ? PaymentMethod.CreditCard : Methods[a - Rule.Max + 1];
            plans[i] = a < Rule.Max ? a + 1 : 1;
        }
        var orders = Orders(customers, owner, values, methods, plans);
        return (orders, new PersonaAssignment([.. Enumerable.Range(0, personas).Select(p => $"p{p}")], [.. Enumerable.Range(0, customers).Select(c => c % personas)]));
    }

    /// <summary>The definition, written plainly: exp of the flat utilities of the nest.</summary>
    public static void Utilities(double[] plan, double total, double boletoShift, Span<double> weight)
    {
        var v = Math.Log(total) - Centre;
        var longest = Rule.Longest(total);
        weight.Clear();
        var sum = 0.0;
        for (var k = 1; k <= longest; k++)
        {
            var (intercept, slope) = PlanUtility.Line(plan, k, k == longest, total / k >= 20 - 1e-9);
            sum += weight[k - 1] = Math.Exp(intercept + slope * v);
        }
        var card = Math.Pow(sum, Inclusive);
        for (var k = 0; k < longest; k++)
            weight[k] *= card / sum;
        weight[Rule.Max] = Math.Exp(Boleto[0] + boletoShift + Boleto[1] * v);
        weight[Rule.Max + 1] = Math.Exp(Voucher[0] + Voucher[1] * v);
    }

    public static OrderTable Orders(int customers, int[] owner, double[] values, PaymentMethod[] methods, int[] plans)
    {
        var n = owner.Length;
        T[] Fill<T>(T value) { var column = new T[n]; Array.Fill(column, value); return column; }
        return new OrderTable
        {
            CustomerIds = [.. Enumerable.Range(0, customers).Select(c => $"c{c:D7}")],
            Customer = owner,
            OrderedAt = [.. Enumerable.Range(0, n).Select(i => new DateTime(2018, 1, 1 + i % 28))],
            PromisedAt = Fill(DateTime.MinValue),
            DeliveredAt = Fill(DateTime.MinValue),
            Amount = values,
            Freight = Fill(double.NaN),
            Items = Fill(1),
            Products = Fill(1),
            Sellers = Fill(0),
            Categories = [],
            Category = Fill(-1),
            PaymentRows = Array.ConvertAll(methods, m => m == PaymentMethod.Unknown ? 0 : 1),
            PaymentValue = values,
            Method = methods,
            Instalments = plans,
            Stars = Fill(0),
            ReviewCreatedAt = Fill(DateTime.MinValue),
            States = [],
            CustomerState = Fill(-1),
            SellerState = Fill(-1),
        };
    }

    public static readonly FeatureDefinition[] Features =
    [
        .. new[] { FeatureTrait.Spend, FeatureTrait.ItemPrice, FeatureTrait.Basket, FeatureTrait.Satisfaction, FeatureTrait.Weekend, FeatureTrait.Variety,
            FeatureTrait.Frequency, FeatureTrait.Instalments, FeatureTrait.CardShare }
            .Select(trait => new FeatureDefinition(trait.ToString().ToLowerInvariant(), "", "", "", FeatureTransform.None, trait)),
    ];

    /// <summary>Personas p0, p1 … with the given z-scores; a trait that is not named has z 0.</summary>
    public static PersonaSet Personas(params (int Size, (FeatureTrait Trait, double Z)[] Z)[] personas)
    {
        var total = personas.Sum(persona => persona.Size);
        return new PersonaSet
        {
            Features = Features,
            Population = [.. Features.Select(_ => new FeatureSummary(0, 1, 0, 0, 0, 0, 0, 0))],
            Customers = total,
            Currency = "BRL",
            Personas = [.. personas.Select((persona, p) => new Persona
            {
                Segment = p, Name = $"Persona {p}", Id = $"p{p}", Size = persona.Size, Share = (double)persona.Size / total, Profile = [], Heuristics = [], SystemPrompt = "",
                Features = [.. Features.Select(feature => persona.Z.FirstOrDefault(z => z.Trait == feature.Trait).Z is var z ? new FeatureSummary(z, 1, 0, 0, 0, 0, 0, z) : default)],
            })],
        };
    }

    public static Scenario Simple(double price = 100, Offer? offer = null) => new()
    {
        Name = "simple",
        Offer = (offer ?? new Offer { Price = price }) with { Price = price },
        Text = "",
        Options = [new ScenarioOption("buy", true), new ScenarioOption("walk_away", false)],
    };

    public static Scenario Financing(double total = 1200, int instalments = 10) => new()
    {
        Name = "financing",
        Offer = new Offer { Price = total, Rating = 4.2, DeliveryDays = 3, Needed = true },
        Text = "",
        Options =
        [
            new ScenarioOption("card", true) { Pay = new PaymentTerms(PaymentMethod.CreditCard, instalments, total) },
            new ScenarioOption("upfront", true) { Pay = new PaymentTerms(PaymentMethod.Boleto, 1, .9 * total) },
            new ScenarioOption("walk_away", false),
        ],
    };
}
