using Clientele.Data;

namespace Clientele.Simulation.Agents;

/// <summary>Where each parameter stands in a parameter vector: plan terms, τ, methods, persona shifts, levels of the groupings, purchase priors.</summary>
internal sealed class ChoiceLayout
{
    private readonly int _methods, _personaWidth, _personaStart, _purchaseStart;
    private readonly int[] _groupStart, _groupWidth;

    /// <param name="methods">Methods of the nest.</param>
    /// <param name="longest">Longest plan of the shop's rule.</param>
    /// <param name="personas">Ids of the personas.</param>
    /// <param name="groupings">Groupings of the orders.</param>
    public ChoiceLayout(IReadOnlyList<PaymentMethod> methods, int longest, IReadOnlyList<string> personas, IReadOnlyList<PlanGrouping> groupings)
    {
        HasCard = methods.Count > 0 && methods[0] == PaymentMethod.CreditCard;
        _methods = Math.Max(0, methods.Count - 1);
        var names = new List<string>();
        if (HasCard)
        {
            names.AddRange(PlanUtility.Names.Select(name => "plan." + name));
            names.Add("method.credit_card.inclusive_value");
        }
        MethodStart = names.Count;
        for (var x = 1; x <= _methods; x++)
        {
            names.Add($"method.{Word(methods[x])}.constant");
            names.Add($"method.{Word(methods[x])}.ln_value");
        }
        _personaStart = names.Count;
        if (methods.Count > 0)
            foreach (var persona in personas)
            {
                if (HasCard)
                    names.AddRange(PlanUtility.ShiftedTerms.Select(term => $"persona.{persona}.plan.{PlanUtility.Names[term]}"));
                for (var x = 1; x <= _methods; x++)
                    names.Add($"persona.{persona}.method.{Word(methods[x])}");
            }
        _personaWidth = (HasCard ? PlanUtility.ShiftedTerms.Length : 0) + _methods;
        (_groupStart, _groupWidth) = (new int[groupings.Count], new int[groupings.Count]);
        for (var g = 0; g < groupings.Count; g++)
        {
            _groupStart[g] = names.Count;
            var plans = groupings[g].HasDepartures ? Enumerable.Range(2, longest - 1) : [];
            string[] terms = [.. PlanUtility.ShiftedTerms.Select(term => PlanUtility.Names[term]), .. plans.Select(k => $"exactly_{k}")];
            _groupWidth[g] = terms.Length;
            foreach (var level in groupings[g].Levels)
                names.AddRange(terms.Select(term => $"{groupings[g].Name}.{level}.plan.{term}"));
        }
        _purchaseStart = names.Count;
        names.AddRange(PurchasePrior.All.Select(prior => "purchase." + prior.Name));
        Names = names;
    }

    public IReadOnlyList<string> Names { get; }

    public bool HasCard { get; }

    public int Count => Names.Count;

    /// <summary>Position of a further method's constant; its slope follows.</summary>
    public int MethodStart { get; }

    public static int Inclusive => PlanUtility.Count;

    public int PersonaStart(int persona) => _personaStart + persona * _personaWidth;

    public int PersonaMethodStart(int persona) => PersonaStart(persona) + _personaWidth - _methods;

    /// <summary>Position of a grouping's level: its shifts of <see cref="PlanUtility.ShiftedTerms"/>, then its departures of single plans, where the grouping has them.</summary>
    public int GroupStart(int grouping, int level) => _groupStart[grouping] + level * _groupWidth[grouping];

    public int Purchase(int prior) => _purchaseStart + prior;

    /// <summary>A method's name in files: <c>credit_card</c>, <c>boleto</c>, <c>wallet</c> …</summary>
    public static string Word(PaymentMethod method) => method == PaymentMethod.Mixed ? "mixed" : PaymentWords.Word(method);

    public static PaymentMethod? Method(string word) => word switch
    {
        "card" => PaymentMethod.CreditCard,
        "debit_card" => PaymentMethod.Debit,
        "mixed" => PaymentMethod.Mixed,
        "unknown" => PaymentMethod.Unknown,
        _ => PaymentWords.Ways.FirstOrDefault(way => PaymentWords.Word(way) == word) is > PaymentMethod.Unknown and var way ? way : null,
    };
}
