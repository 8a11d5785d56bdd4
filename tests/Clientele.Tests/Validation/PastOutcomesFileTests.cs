using Clientele.Simulation;
using Clientele.Validation;

namespace Clientele.Tests.Validation;

public sealed class PastOutcomesFileTests
{
    private static readonly string Own = BuiltInScenarios.Yaml("flash_sale").Replace("name: flash_sale", "name: own_sale\nvariants: { control: {}, cheaper: { offer.price: 120 } }", StringComparison.Ordinal);

    [Fact]
    public void Built_in_scenarios_and_files_beside_the_csv_are_read_with_the_control_first()
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, "\uFEFFvariant,scenario,conversions,n\r\ncheaper,\"own, sale.yaml\",60,1000\r\nbase,bundle_deal,0,10\r\n\r\ncontrol, \"own, sale.yaml\" ,40,1000");
        var past = PastOutcomesFile.Load(path);
        Assert.Equal(["own_sale", "bundle_deal"], past.Experiments.Select(one => one.Scenario));
        Assert.Equal([("control", 40L), ("cheaper", 60L)], past.Experiments[0].Arms.Select(arm => (arm.Scenario.Variant, arm.Conversions)));
        Assert.Equal(120, past.Experiments[0].Arms[1].Scenario.Offer.Price);
        Assert.Equal(64, past.Sha256.Length);
        // Nobody bought: odds and error stay finite.
        var nobody = past.Experiments[1].Arms[0];
        Assert.True(double.IsFinite(nobody.LogOdds) && nobody.Variance > 0 && nobody.Share is > 0 and < 1);
    }

    [Theory]
    [InlineData("scenario,variant,n", 1, "columns")]
    [InlineData("scenario,variant,n,conversions,notes", 1, "columns")]
    [InlineData("scenario,variant,n,conversions\nbundle_deal,base,10", 2, "3 fields")]
    [InlineData("scenario,variant,n,conversions\n\nbundle_deal,base,10,x", 3, "conversions is")]
    [InlineData("scenario,variant,n,conversions\nbundle_deal,base,-10,1", 2, "n is")]
    [InlineData("scenario,variant,n,conversions\nbundle_deal,base,1.5,1", 2, "n is")]
    [InlineData("scenario,variant,n,conversions\nbundle_deal,base,10,11", 2, "11 conversions of 10")]
    [InlineData("scenario,variant,n,conversions\nbundle_deal,base,0,0", 2, "0 conversions of 0")]
    [InlineData("scenario,variant,n,conversions\nbundle_deal,base,10,1\nbundle_deal,base,10,1", 3, "line 2 already")]
    [InlineData("scenario,variant,n,conversions\nbundle_deal,cheaper,10,1", 2, "no variant")]
    [InlineData("scenario,variant,n,conversions\nno_such,base,10,1", 2, "neither")]
    [InlineData("scenario,variant,n,conversions\n\"own, sale.yaml\",cheaper,10,1", 2, "lacks its control")]
    [InlineData("scenario,variant,n,conversions\n\"own, sale.yaml,cheaper,10,1", 2, "never closed")]
    [InlineData("scenario,variant,n,conversions\n\"bundle_deal\"x,base,10,1", 2, "goes on")]
    [InlineData("scenario,variant,n,conversions\n\"own, sale.yaml\",control,10,1\ncopy.yaml,control,10,1", 3, "another scenario")]
    public void What_is_wrong_is_named_with_its_line(string csv, int line, string says)
    {
        using var folder = new TemporaryFolder();
        var problem = Assert.Throws<ClienteleException>(() => PastOutcomesFile.Load(Write(folder, csv)));
        Assert.EndsWith($"past.csv, line {line}", problem.Where, StringComparison.Ordinal);
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_experiments_or_none_at_all_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<ClienteleException>(() => PastOutcomesFile.Load(Write(folder, "scenario,variant,n,conversions\n")));
        Assert.Throws<ClienteleException>(() => PastOutcomesFile.Load(Path.Combine(folder.Path, "absent.csv")));
    }

    private static string Write(TemporaryFolder folder, string csv)
    {
        File.WriteAllText(Path.Combine(folder.Path, "own, sale.yaml"), Own);
        File.WriteAllText(Path.Combine(folder.Path, "copy.yaml"), Own);
        var path = Path.Combine(folder.Path, "past.csv");
        File.WriteAllText(path, csv);
        return path;
    }
}
