using System.CommandLine;
using Clientele.Clustering;
using Clientele.Simulation.Agents;

namespace Clientele.Cli.Options;

/// <summary>How customers are grouped: <c>--k --no-silhouette</c>.</summary>
internal sealed class SegmentOptions
{
    private readonly Option<int?> _k = Setting.Parsed<int?>("--k", "K|auto", "Number of segments, or auto: the number that clientele segments choose-k would recommend.", 7, "7",
        text => text == "auto" ? null : Setting.WholeNumber(text, least: 2));

    private readonly Option<bool> _noSilhouette = Setting.Switch("--no-silhouette", "Leave out the silhouette, whose time grows with the square of the customers; --k auto needs it.");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_k);
        command.Add(_noSilhouette);
    }

    /// <summary>How customers are described, grouped and learned from.</summary>
    public LearningPlan Plan(ParseResult arguments, FeatureOptions features, MachineOptions machine)
    {
        var (k, seed, threads) = (arguments.GetValue(_k), machine.Seed(arguments), machine.Threads(arguments));
        var segmentation = new SegmentationOptions { K = k ?? 7, Seed = seed, Threads = threads, Silhouette = k is null || !arguments.GetValue(_noSilhouette) };
        return new LearningPlan
        {
            Features = features.Read(arguments),
            Segmentation = segmentation,
            ChooseK = k is null ? new SegmentCountOptions { Segmentation = segmentation } : null,
            ChoiceModel = new ChoiceModelOptions { Seed = seed, Threads = threads },
        };
    }
}
