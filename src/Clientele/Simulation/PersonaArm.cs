namespace Clientele.Simulation;

/// <summary>Which persona a language model is told to speak for: its own, its figures alone, or, to see whether personas matter at all, none or another's. In published runs the persona explains less
/// than a tenth of the variance (arXiv 2402.10811); an arm that answers like the others says so of this one.</summary>
public enum PersonaArm
{
    /// <summary>Its own.</summary>
    Own,

    /// <summary>None: a customer of the shop of whom nothing is known.</summary>
    None,

    /// <summary>Another's: personas change places, nobody keeps its own.</summary>
    Shuffled,

    /// <summary>Its own figures alone, without the sentences that say what they suggest about decisions: those nearly hand over the answer.</summary>
    Facts,
}
