using Clientele.Cli.Options;
using Clientele.Simulation.Calls;

namespace Clientele.Cli;

/// <summary>How a run asks a language model.</summary>
/// <param name="Model">Who is asked.</param>
/// <param name="Limits">What it may cost and how fast it goes.</param>
/// <param name="DryRun">Print the plan and send nothing.</param>
/// <param name="Replay">A recording to take the answers from; null = the model.</param>
/// <param name="FailureThreshold">Largest share of questions without an answer that is still a success.</param>
internal sealed record ModelPlan(PricedModel Model, CallOptions Limits, bool DryRun, string? Replay, double FailureThreshold);
