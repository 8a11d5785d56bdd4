using Clientele.Features;
using Clientele.Simulation;
using Clientele.Validation;
using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;

namespace Clientele.Tests.Validation.Experiments;

public sealed class ExperimentProtocolTests
{
    private static readonly string Text = ExperimentProtocolFile.ReadShipped();

    [Fact]
    public void The_shipped_protocol_says_what_is_measured()
    {
        var protocol = ExperimentProtocol.Shipped;
        Assert.Equal((.8, 1.2, .013), (protocol.MinimumInstalment.Bandwidth, protocol.MinimumInstalment.HonestFactor, protocol.MinimumInstalment.HonestAddition));
        Assert.Equal(.0145, protocol.MinimumInstalment.Honest(.0054), 5e-5);
        Assert.Equal(12, protocol.BrokenPromise.Cuts.Count + 1);
        Assert.Equal([MaskedOrder.Plan, MaskedOrder.Stars, MaskedOrder.Ticket, MaskedOrder.Category], protocol.Tasks.Select(task => task.Kind));
        Assert.Equal([new DateOnly(2018, 5, 21), new DateOnly(2017, 11, 24)], protocol.Events.Select(one => one.From));
        Assert.Equal((15, .02, .03, 12, 8), (protocol.EceBins, protocol.CountingThreshold, protocol.Population.Room, protocol.Population.CategoryTop, protocol.Population.StateTop));
        Assert.Equal(4, protocol.Population.Pairs.Count);
        Assert.Equal((1_000, 200, 8), (protocol.Bootstraps, protocol.CostlyBootstraps, protocol.Outcomes.MinEffects));
        // A costly measure never gets more resamples than the others.
        Assert.Equal((200, 50), (protocol.Costly(new CustomerBootstrap(1, protocol.Bootstraps)).Replicates, protocol.Costly(new CustomerBootstrap(1, 50)).Replicates));
        Assert.Equal(new FidelityTarget(.92, .98), protocol.Targets["effects.ne1.coverage"]);
        Assert.Equal(new FidelityTarget(AtMost: .07), protocol.Targets["effects.controls"]);
        Assert.Equal((3, 2, .5, 6), (protocol.Trust.Wordings, protocol.Trust.Replicates, protocol.Trust.CalibrateShare, protocol.Trust.Scenarios.Count));
    }

    [Fact]
    public void Dropped_features_exist()
    {
        var known = FeatureSet.Load("reference").Features.Select(feature => feature.Definition.Name).ToHashSet();
        Assert.All(ExperimentProtocol.Shipped.Tasks.SelectMany(task => task.Dropped.Concat(task.Hidden)), name => Assert.Contains(name, known));
    }

    [Fact]
    public void The_hash_is_of_the_text_whatever_its_line_ends()
    {
        Assert.Matches("^[0-9a-f]{64}$", ExperimentProtocol.Shipped.Sha256);
        Assert.Equal(ExperimentProtocol.Shipped.Sha256, ExperimentProtocolFile.Parse(Text.ReplaceLineEndings("\r\n"), "p.yaml").Sha256);
        Assert.NotEqual(ExperimentProtocol.Shipped.Sha256, ExperimentProtocolFile.Parse(Text.Replace("bandwidth: 0.8", "bandwidth: 0.7", StringComparison.Ordinal), "p.yaml").Sha256);
    }

    [Theory]
    [InlineData("ece_bins: 15", "ece_bins: 15\nece_bin: 3", "`ece_bin` is not known here")]
    [InlineData("    donut: 0.05", "    donat: 0.05", "`donut` is missing")]
    [InlineData("splits: 200", "splits: 20.5", "`splits` must be a whole number")]
    [InlineData("  - kind: plan", "  - kind: plane", "`kind` is \"plane\"")]
    [InlineData("from: 2018-05-21", "from: 21/05/2018", "`from` is \"21/05/2018\", not a date")]
    [InlineData("to: 2018-05-31", "to: 2018-05-20", "`to` is before `from`")]
    [InlineData("effects.controls: { at_most: 0.07 }", "effects.controls: { most: 0.07 }", "`effects.controls` has no end")]
    [InlineData("cuts: [-20, -14, -9, -5,", "cuts: [-20, -14, -15, -5,", "`cuts` must be whole days, ascending")]
    [InlineData("scenarios: [financing_offer,", "scenarios: [financing_ofer,", "`scenarios` has \"financing_ofer\"")]
    [InlineData("tasks: [plan, stars], orders: 20", "tasks: [plan, star], orders: 20", "`tasks` has \"star\"")]
    [InlineData("schema: clientele/validation-protocol/v1", "schema: clientele/protocol/v9", "`schema` is")]
    public void A_mistake_is_named_with_its_line(string right, string wrong, string message)
    {
        var text = Text.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Text, text);
        var failure = Assert.Throws<ClienteleException>(() => ExperimentProtocolFile.Parse(text, "p.yaml"));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Contains("line", failure.ToString(), StringComparison.Ordinal);
    }
}
