using System.CommandLine;
using Clientele.Features;

namespace Clientele.Cli.Options;

/// <summary>What describes a customer: <c>--feature-set --features</c>.</summary>
internal sealed class FeatureOptions
{
    private readonly Option<string?> _set = Setting.Text("--feature-set", "NAME", "Which features describe a customer: reference (nine) or behaviour (spend, basket, instalments).", "reference");
    private readonly Option<string?> _folder = Setting.Text("--features", "DIR", "Folder with SQL files of your own, one feature a file, added to the set.", null);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_set);
        command.Add(_folder);
    }

    /// <summary>The feature set.</summary>
    /// <exception cref="ClienteleException">There is no such set or folder, or a file is not a feature.</exception>
    public FeatureSet Read(ParseResult arguments) => FeatureSet.Load(arguments.GetRequiredValue(_set)!, arguments.GetValue(_folder));
}
