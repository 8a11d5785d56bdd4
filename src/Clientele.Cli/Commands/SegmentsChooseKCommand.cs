using System.CommandLine;
using Clientele.Cli.Options;

namespace Clientele.Cli.Commands;

/// <summary>How many segments do the data support?</summary>
internal sealed class SegmentsChooseKCommand : ToolCommand
{
    private readonly DataOptions _data = new();
    private readonly FeatureOptions _features = new();
    private readonly Option<(int From, int To)> _range = Setting.Parsed("--k", "FROM..TO", "Numbers of segments to compare.", (From: 2, To: 10), "2..10", Range);
    private readonly MachineOptions _machine = new();

    public SegmentsChooseKCommand()
        : base("choose-k", "Compare numbers of segments by inertia, exact silhouette, bootstrap stability and prediction strength, and recommend one.", "segments choose-k --data my-shop/ --mapping mapping.yaml")
    {
        _data.AddTo(this);
        _features.AddTo(this);
        Add(_range);
        _machine.AddTo(this);
        AddOutputOptions();
    }

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken) => throw new ClienteleException("This command is not wired yet.");

    private static (int From, int To) Range(string text)
    {
        if (text.Split("..") is not [var from, var to])
            throw new FormatException("give a range such as 2..10.");
        var range = (From: Setting.WholeNumber(from, least: 2), To: Setting.WholeNumber(to, least: 2));
        return range.From <= range.To ? range : throw new FormatException("the range ends before it starts.");
    }
}
