using Clientele.Reporting;

namespace Clientele.Tests.Reporting;

public sealed class DecisionPagesTests
{
    [Fact]
    public void Decisions_are_read_by_place_and_by_filter()
    {
        using var folder = new TemporaryFolder();
        var written = new RunFolder(folder.File("odd [name]*"));
        Directory.CreateDirectory(written.Root);
        var run = Runs.Run(Runs.Personas(2), 2);
        run.Decisions.Decision[3] = -1;
        DecisionFile.Write(written, run, null, null, TestContext.Current.CancellationToken);
        Sums.Renew(written.Root);

        using var pages = DecisionPages.Open(written.DecisionsParquet);
        Assert.Equal(["Cash customer", "Mainstream shopper"], pages.Personas);
        Assert.Equal([("financing_offer", "base"), ("flash_sale", "base")], pages.Situations.OrderBy(situation => situation.Scenario));
        Assert.Equal(run.Decisions.Count, pages.Count(new DecisionFilter()));

        var all = pages.Read(new DecisionFilter(), 0, 100);
        Assert.Equal(run.Decisions.Count, all.Count);
        Assert.Equal(all.Skip(1).Take(2).Select(row => (row.Agent, row.Scenario)), pages.Read(new DecisionFilter(), 1, 2).Select(row => (row.Agent, row.Scenario)));
        Assert.Equal(["card_10x", "upfront", "walk_away"], all[0].Options);
        Assert.Equal(1, all[0].Probabilities.Sum(), 5e-5);
        Assert.Empty(pages.Read(new DecisionFilter(), 100, 10));

        var missing = Assert.Single(pages.Read(new DecisionFilter { Unanswered = true }, 0, 100));
        Assert.Null(missing.Decision);
        Assert.Null(missing.Buys);
        Assert.Empty(missing.Probabilities);
        Assert.Contains(null, pages.Decisions);
        var cash = new DecisionFilter { Persona = "Cash customer", Situation = ("financing_offer", "base") };
        Assert.All(pages.Read(cash, 0, 100), row => Assert.Equal(("Cash customer", "financing_offer"), (row.Persona, row.Scenario)));
        Assert.Equal(all.Count(row => row.Decision == "buy"), pages.Count(new DecisionFilter { Decision = "buy" }));
    }

    [Fact]
    public void A_name_from_outside_ends_no_statement()
    {
        using var folder = new TemporaryFolder();
        DecisionFile.Write(new RunFolder(folder.Path), Runs.Run(Runs.Personas(2), 2), null, null, TestContext.Current.CancellationToken);
        Sums.Renew(folder.Path);
        using var pages = DecisionPages.Open(folder.File("decisions.parquet"));
        Assert.Equal(0, pages.Count(new DecisionFilter { Persona = "' OR '' = '" }));
    }

    [Fact]
    public void A_missing_or_damaged_file_says_what_to_do()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("decisions.parquet");
        Assert.Contains("again", Assert.Throws<ClienteleException>(() => DecisionPages.Open(path)).Hint);
        File.WriteAllText(path, "no parquet");
        Assert.Contains("again", Assert.Throws<ClienteleException>(() => DecisionPages.Open(path)).Hint);
        Sums.Renew(folder.Path);
        Assert.Contains("again", Assert.Throws<ClienteleException>(() => DecisionPages.Open(path)).Hint);
    }
}
