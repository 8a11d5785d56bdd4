namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>One term of an outcome model: a view of the order, the customer's own orders, or a number that moves an ordered outcome.</summary>
/// <param name="Name">Fields of the view joined by +; <c>own_orders</c>; <c>shift.late_1</c>, <c>spread.late_1</c>; <c>shares</c> for the shares of all orders.</param>
/// <param name="Meaning">What it is, in words.</param>
/// <param name="Weight">Its weight in the log-odds: 1 = its evidence counts in full, as in naive Bayes; less where views repeat each other.</param>
/// <param name="StandardError">Standard deviation of the draws.</param>
/// <param name="Grade">A: weight above four standard errors; B: above two; C: less.</param>
/// <param name="Keys">Kinds of orders that a view tells apart; 0 for another term.</param>
public sealed record OutcomeTerm(string Name, string Meaning, double Weight, double StandardError, EvidenceGrade Grade, int Keys);
