namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>Where each order of the fit counts, so that a customer's own orders can be left out of what predicts them.</summary>
/// <param name="Outcome">What each order was.</param>
/// <param name="Slots">By view and order: position of its key in the view's table, −1 = none.</param>
/// <param name="Customers">By view and key: customers that share it.</param>
internal sealed record OutcomeOwnOrders(int[] Outcome, int[][] Slots, int[][] Customers);
