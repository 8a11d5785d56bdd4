namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>Where the parameters of an outcome model stand: shares, views, own orders, slopes (shift and spread of each), a constant an option.</summary>
/// <param name="Views">Views.</param>
/// <param name="Slopes">Slopes.</param>
/// <param name="Options">Options.</param>
internal readonly record struct OutcomeLayout(int Views, int Slopes, int Options)
{
    /// <summary>Weight of ln share.</summary>
    public const int Shares = 0;

    /// <summary>Weight of the first view.</summary>
    public const int FirstView = 1;

    public int Own => FirstView + Views;

    public int FirstSlope => Own + 1;

    public int FirstConstant => FirstSlope + 2 * Slopes;

    public int Count => FirstConstant + Options;
}
