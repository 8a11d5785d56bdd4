using System.CommandLine;
using Clientele.Clustering;
using Clientele.Simulation.Agents;

namespace Clientele.Cli.Options;

/// <summary>How customers are grouped: <c>--k --no-silhouette</c>.</summary>
internal sealed class SegmentOptions
{
    // Stands for auto; a number is at least 2.
    private const int Auto = 0;

    private readonly Option<int> _k = Setting.Parsed(
        "--k", "K|auto", "Number of segments, or auto: the number that clientele segments choose-k would recommend.", 7, "7",
        text => text == "auto" ? Auto : Setting.WholeNumber(text, least: 2));

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
        var silhouette = k == Auto || !arguments.GetValue(_noSilhouette);
        var segmentation = new SegmentationOptions { K = k == Auto ? 7 : k, Seed = seed, Threads = threads, Silhouette = silhouette };
        return new LearningPlan
        {
            Features = features.Read(arguments),
            Segmentation = segmentation,
            ChooseK = k == Auto ? new SegmentCountOptions { Segmentation = segmentation } : null,
            ChoiceModel = new ChoiceModelOptions { Seed = seed, Threads = threads },
        };
    }
}
