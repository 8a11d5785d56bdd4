using System.CommandLine;

namespace Clientele.Cli.Options;

/// <summary>Who is asked what: <c>--agent --population --scenarios --sweep --anchor</c>.</summary>
internal sealed class SimulationOptions
{
    private readonly Option<string?> _agent = Setting.Text("--agent", "NAME", "Who answers: choice, the embedded choice model (no key, no network). Other agents are not in this version.", "choice");
    private readonly Option<string?> _population = Setting.Text("--population", "WHO", "Who is asked: all, sample:N (N real customers, stratified by persona) or personas (one agent a persona).", "all");
    private readonly Option<string[]> _scenarios = new("--scenarios")
    {
        HelpName = "FILE",
        Description = "Scenario files (YAML) to ask instead of the built-in ones. [default: the six built-in scenarios]",
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string?> _sweep = Setting.Text("--sweep", "FIELD=FROM:TO:STEP", "Ask each scenario along a range, offer.price=80:200:10, and draw the demand and revenue curve.", null);
    private readonly Option<string?> _anchor = Setting.Text("--anchor", "conversion=P", "Known share that buys, 0.021 or 2.1%: makes purchase probabilities absolute.", null, "none: levels are assumed and said to be");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_agent);
        command.Add(_population);
        command.Add(_scenarios);
        command.Add(_sweep);
        command.Add(_anchor);
    }
}
