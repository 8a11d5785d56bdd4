using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;
using Clientele.Simulation;

namespace Clientele.Tests.Simulation;

public sealed class PopulationTests
{
    private static readonly PersonaSet Personas = ChoiceWorld.Personas((1200, []), (600, []), (12, []));
    private static readonly AgentRoster Roster = SimulatorTests.MakeRoster();

    [Theory]
    [InlineData(3)]
    [InlineData(50)]
    [InlineData(500)]
    public void A_sample_has_the_size_asked_for_and_weighs_what_the_personas_weigh(int size)
    {
        var sample = Population.Sample(Personas, Roster, size, seed: 1);
        Assert.Equal(size, sample.Count);
        foreach (var (persona, customers) in new[] { (0, 1200.0), (1, 600), (2, 12) })
            Assert.Equal(customers, sample.Agents.Where(agent => agent.Persona.Segment == persona).Sum(agent => agent.Weight), 1e-6);
        Assert.Equal(sample.Agents.Select(agent => agent.Id), Population.Sample(Personas, Roster, size, seed: 1).Agents.Select(agent => agent.Id));
        Assert.NotEqual(sample.Agents.Select(agent => agent.Id), Population.Sample(Personas, Roster, size, seed: 2).Agents.Select(agent => agent.Id));
    }

    [Fact]
    public void The_words_of_the_command_line_are_read()
    {
        Assert.Equal(3, Population.Parse("personas", Personas, null, 1).Count);
        Assert.Equal(40, Population.Parse("sample:40", Personas, Roster, 1).Count);
        Assert.Equal(1812, Population.Parse("all", Personas, Roster, 1).Count);
        foreach (var wrong in new[] { "everybody", "sample:", "sample:-3", "sample:2" })
            Assert.NotNull(Assert.Throws<ClienteleException>(() => Population.Parse(wrong, Personas, Roster, 1)).Hint);
        Assert.Throws<ClienteleException>(() => Population.Parse("all", Personas, null, 1));
    }

    [Fact]
    public void Saved_agents_come_back_and_a_broken_file_is_named()
    {
        using var stream = new MemoryStream();
        AgentFile.Save(Roster, stream);
        var bytes = stream.ToArray();
        var loaded = AgentFile.Load(new MemoryStream(bytes), "agents.bin");
        Assert.Equal(Roster.Ids, loaded.Ids);
        Assert.Equal(Roster.Persona, loaded.Persona);
        Assert.Equal(Roster.History, loaded.History);
        Assert.Equal(Roster.Histories, loaded.Histories);
        Assert.Equal(Roster.Features[0], loaded.Features[0]);
        Assert.Contains("agents.bin", Assert.Throws<ClienteleException>(() => AgentFile.Load(new MemoryStream(bytes[..500]), "agents.bin")).Message, StringComparison.Ordinal);
        Assert.Throws<ClienteleException>(() => AgentFile.Load(new MemoryStream("something else"u8.ToArray()), "agents.bin"));
    }

    [Fact]
    public void Of_the_orders_of_one_day_the_first_payment_counts_as_it_does_where_histories_are_weighed()
    {
        var orders = ChoiceWorld.Orders(1, [0, 0, 0, 0, 0, 0], [10, 20, 30, 40, 50, 60],
            [PaymentMethod.Mixed, PaymentMethod.CreditCard, PaymentMethod.Boleto, PaymentMethod.CreditCard, PaymentMethod.Boleto, PaymentMethod.Boleto], [1, 3, 1, 3, 1, 1]);
        DateTime[] days = [new(2018, 1, 1, 8, 0, 0), new(2018, 1, 1, 9, 0, 0), new(2018, 1, 1, 20, 0, 0), new(2018, 1, 2), DateTime.MinValue, DateTime.MinValue];
        orders = orders with { OrderedAt = days };
        // The mixed payment says nothing, the boleto of the first evening is the same visit; two orders without a date are two.
        var expected = new PaymentHistory([(PaymentMethod.CreditCard, 3, 2), (PaymentMethod.Boleto, 1, 2)]);
        Assert.Equal(expected, PaymentHistory.Of(orders, Enumerable.Range(0, 6)));
        Assert.Equal(PaymentHistory.None, PaymentHistory.Of(orders, [0]));
        var nobody = Clientele.Validation.TaskPersonas.Nobody([orders]);
        Assert.Equal(new PaymentHistory([(PaymentMethod.CreditCard, 3, 1), (PaymentMethod.Boleto, 1, 2)]), nobody.Profile([orders], 0, 3, []).History);
        var features = new FeatureMatrix("reference", ["c0000000"], [ChoiceWorld.Features[0]], [[1.0]]);
        var segmentation = new Segmentation { Features = features.Features, Labels = [0], Sizes = [1], Scaler = new StandardScaler([0], [1]), Centroids = [[0]], Inertia = 0, Seed = 1 };
        var roster = AgentRoster.From(features, segmentation, orders, "salt");
        Assert.Equal(expected, roster.Histories[roster.History[0]]);
    }

    [Fact]
    public void Agents_carry_salted_ids_and_their_own_payments()
    {
        var features = new FeatureMatrix("reference", ["c0000000", "c0000002"], [ChoiceWorld.Features[0]], [[1.0, 2.0]]);
        var segmentation = new Segmentation
        {
            Features = features.Features,
            Labels = [0, 1],
            Sizes = [1, 1],
            Scaler = new StandardScaler([0], [1]),
            Centroids = [[0], [1]],
            Inertia = 0,
            Seed = 1,
        };
        var orders = ChoiceWorld.Orders(4, [0, 0, 1, 2, 3], [10, 20, 30, 40, 50],
            [PaymentMethod.Boleto, PaymentMethod.CreditCard, PaymentMethod.CreditCard, PaymentMethod.Unknown, PaymentMethod.Boleto], [1, 3, 2, 0, 1]);
        var roster = AgentRoster.From(features, segmentation, orders, "salt");
        Assert.Equal(new PaymentHistory([(PaymentMethod.CreditCard, 3, 1), (PaymentMethod.Boleto, 1, 1)]), roster.Histories[roster.History[0]]);
        Assert.Equal(PaymentHistory.None, roster.Histories[roster.History[1]]);
        Assert.NotEqual(roster.Ids, AgentRoster.From(features, segmentation, orders, "pepper").Ids);
        Assert.Matches("^[0-9a-f]{16}$", AgentRoster.Text(roster.Ids[0]));
    }
}
