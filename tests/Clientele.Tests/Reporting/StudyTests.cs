using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;
using Clientele.Reporting;
using Clientele.Tests.Personas;

namespace Clientele.Tests.Reporting;

public sealed class StudyTests
{
    private static readonly IReadOnlyList<FeatureDefinition> Features = [Customers.Nine[1], Customers.Nine[4]];
    private static readonly int[] Labels = [.. Enumerable.Range(0, 90).Select(i => i % 3)];

    [Fact]
    public void A_model_is_written_and_read_back()
    {
        using var folder = new TemporaryFolder();
        var (study, record, personas) = Write(folder.File("study"));
        Assert.Equal(
            ["centroids.json", "customer_features.csv", "customer_features.parquet", "customer_segments.csv", "customer_segments.parquet", "data_quality.json", "personas.json", "rejected_rows.csv", "scaler.json"],
            Directory.GetFiles(study.Model).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        var model = SavedModel.Load(study);
        Assert.Equivalent(record, model.Study, strict: true);
        Assert.Equivalent(personas, model.Personas, strict: true);
        Assert.Empty(model.Edited);
        var expected = Runs.Segmentation(Features, Labels, 3);
        Assert.Equivalent(expected with { Labels = [] }, model.Segmentation, strict: true);
    }

    [Fact]
    public void Tables_of_customers_are_what_a_reader_expects()
    {
        using var folder = new TemporaryFolder();
        var (study, _, personas) = Write(folder.File("study"));
        Assert.Equal("customer_id,monetary_total,avg_installments", File.ReadLines(study.FeaturesCsv).First());
        Assert.StartsWith("customer00001,110.14285714285714,", File.ReadLines(study.FeaturesCsv).ElementAt(2));
        Assert.Equal($"customer00001,1,{personas.Personas[1].Name}", File.ReadLines(study.SegmentsCsv).ElementAt(2));
        Assert.Equal("file,line,column,value,reason\norders.csv,12,price,'=HYPERLINK(),not a number\n", File.ReadAllText(study.RejectedRows));
        Snapshot.Matches(File.ReadAllText(study.Scaler), "scaler");
        Snapshot.Matches(File.ReadAllText(study.Centroids), "centroids");
        Snapshot.Matches(File.ReadAllText(study.DataQuality), "data_quality");
    }

    [Fact]
    public void Equal_inputs_give_equal_bytes_in_every_file()
    {
        using var folder = new TemporaryFolder();
        var (first, _, _) = Write(folder.File("first"));
        var (second, _, _) = Write(folder.File("second"));
        foreach (var file in Directory.GetFiles(first.Root, "*", SearchOption.AllDirectories))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(second.Root, Path.GetRelativePath(first.Root, file))));
    }

    [Fact]
    public void A_study_without_study_json_is_called_incomplete_and_an_edited_file_is_named()
    {
        using var folder = new TemporaryFolder();
        var (study, _, _) = Write(folder.File("study"));
        File.WriteAllText(study.Personas, File.ReadAllText(study.Personas).Replace("You take the place of", "You stand for"));
        Assert.Equal(["personas.json"], SavedModel.Load(study).Edited);
        File.Delete(study.StudyFile);
        Assert.Contains("incomplete", Assert.Throws<ClienteleException>(() => SavedModel.Load(study)).Message);
        Assert.Contains("There is no file", Assert.Throws<ClienteleException>(() => SavedModel.Load(new StudyFolder(folder.File("none")))).Message);
    }

    [Theory]
    [InlineData("study.json", "\"customers\": 90", "\"customers\": 91")]
    [InlineData("model/centroids.json", "\"size\": 30", "\"size\": 31")]
    [InlineData("model/scaler.json", "mean", "maen")]
    public void A_file_of_results_that_was_changed_is_damaged_and_not_edited(string name, string old, string changed)
    {
        using var folder = new TemporaryFolder();
        var (study, _, _) = Write(folder.File("study"));
        var path = Path.Combine(study.Root, name);
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, changed, StringComparison.Ordinal));
        var refusal = Assert.Throws<ClienteleException>(() => SavedModel.Load(study));
        Assert.Contains($"{Path.GetFileName(name)}: this file is damaged", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("clientele pipeline", refusal.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_the_personas_names_and_sentences_may_be_edited_and_numbers_may_not()
    {
        using var folder = new TemporaryFolder();
        var (study, _, personas) = Write(folder.File("study"));
        var text = File.ReadAllText(study.Personas);
        File.WriteAllText(study.Personas, text.Replace($"\"{personas.Personas[0].Name}\"", "\"Our regulars\"", StringComparison.Ordinal));
        Assert.Equal(["personas.json"], SavedModel.Load(study).Edited);
        var mean = text.IndexOf("\"value\": ", StringComparison.Ordinal) + "\"value\": ".Length;
        File.WriteAllText(study.Personas, text[..mean] + "9" + text[mean..]);
        var refusal = Assert.Throws<ClienteleException>(() => SavedModel.Load(study));
        Assert.Contains("its numbers may not", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("clientele pipeline", refusal.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scaler_that_does_not_fit_the_personas_is_refused()
    {
        using var folder = new TemporaryFolder();
        var (study, _, _) = Write(folder.File("study"));
        File.WriteAllText(study.Scaler, File.ReadAllText(study.Scaler).Replace("\"log1p\"", "\"none\""));
        Sums.Renew(study.Root);
        var refusal = Assert.Throws<ClienteleException>(() => SavedModel.Load(study));
        Assert.Contains("scaler.json, $.features[0].transform", refusal.Message);
    }

    [Fact]
    public void A_draft_that_is_given_up_leaves_the_study_of_before_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var (study, _, personas) = Write(folder.File("study"));
        var before = Directory.GetFiles(study.Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToDictionary(file => file, File.ReadAllBytes);
        int[] others = [.. Labels.Reverse()];
        using (ModelDraft.Write(study, Runs.Matrix(Features, others), Runs.Segmentation(Features, others, 3), personas, TestContext.Current.CancellationToken))
            Assert.Empty(SavedModel.Load(study).Edited);
        Assert.Equal(before, Directory.GetFiles(study.Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToDictionary(file => file, File.ReadAllBytes));
        Assert.Empty(Directory.GetDirectories(study.Root, ".*"));
    }

    private static (StudyFolder, StudyRecord, PersonaSet) Write(string root)
    {
        var matrix = Runs.Matrix(Features, Labels) with { Dropped = new SortedDictionary<string, int> { ["avg_installments"] = 1 } };
        var segmentation = Runs.Segmentation(Features, Labels, 3);
        var personas = PersonaProfiler.Describe(matrix, segmentation, "BRL");
        var study = new StudyFolder(root);
        var record = ModelWriter.Write(
            study, Runs.Model(personas).Study, matrix, segmentation, personas, [new RejectedRow("orders.csv", 12, "price", "=HYPERLINK()", "not a number")], cancellationToken: TestContext.Current.CancellationToken);
        return (study, record, personas);
    }
}
