namespace Clientele.Simulation.Calls;

/// <summary>One answered call as the journal keeps it.</summary>
/// <param name="Key">The call's key.</param>
/// <param name="Model">The model's id.</param>
/// <param name="System">Key of the system prompt's text.</param>
/// <param name="User">Key of the user prompt's text.</param>
/// <param name="Replicate">From 0.</param>
/// <param name="Reply">What came back.</param>
public sealed record JournalEntry(CallKey Key, string Model, CallKey System, CallKey User, int Replicate, ModelReply Reply);

/// <summary>What the journal knows of a plan.</summary>
/// <param name="Id">SHA-256 of all that decides the run's calls, lower-case hexadecimal.</param>
/// <param name="Description">What it asks, in words.</param>
/// <param name="Created">When it was first run.</param>
/// <param name="Rows">Questions planned: agents × scenarios × variants × replicates.</param>
/// <param name="Calls">Different calls among them.</param>
/// <param name="Replied">Calls that have a reply, whichever run asked.</param>
/// <param name="Spent">Spent by this plan's own attempts, US dollars; those of unknown outcome at their worst.</param>
/// <param name="Unknown">Attempts whose outcome is unknown: in flight when a process was killed.</param>
/// <param name="InBatches">Calls that are in a batch whose results were not read yet.</param>
public sealed record JournalPlan(
    string Id, string Description, DateTimeOffset Created, long Rows, long Calls, long Replied, double Spent, long Unknown, long InBatches);
