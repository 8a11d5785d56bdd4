using System.CommandLine;

namespace Clientele.Cli.Options;

/// <summary>How customers are grouped: <c>--k --seed</c>.</summary>
internal sealed class SegmentOptions
{
    private readonly Option<int?> _k = Setting.Parsed<int?>("--k", "K|auto", "Number of segments, or auto: the number that clientele segments choose-k would recommend.", 7, "7",
        text => text == "auto" ? null : Setting.WholeNumber(text, least: 2));

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command) => command.Add(_k);
}
