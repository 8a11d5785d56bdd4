using System.Net;
using Clientele.Data;
using Clientele.Studio;
using Clientele.Studio.Jobs;
using Clientele.Studio.Work;

namespace Clientele.EndToEnd.Tests;

/// <summary>The studio opened on a study that commands have made: its data and mapping are known without being chosen again.</summary>
public sealed class StudioFinishedStudyTests(DemoShop shop) : IClassFixture<DemoShop>
{
    [Fact]
    public async Task Its_data_and_mapping_are_shown_and_can_be_worked_on()
    {
        using var folder = new Folder();
        shop.CopyStudy(folder.At("study"));
        await using var studio = await Studio.StartAsync(folder.At("study"), "--data", shop.Store);
        var data = WebUtility.HtmlDecode((await studio.PageAsync("/")).Body);
        string[] said = ["The study was learned from these files", "olist_orders_dataset.csv", "amounts in BRL", "The mapping, <bdi>olist.yaml</bdi>", "currency: BRL"];
        foreach (var shown in said)
            Assert.Contains(shown, data, StringComparison.Ordinal);
        Assert.DoesNotContain("No data are chosen yet", (await studio.PageAsync("/segments")).Body, StringComparison.Ordinal);
        // Nothing is written for looking, and the same data are read, to the byte: the map belongs to these segments.
        Assert.False(File.Exists(folder.At("study", "studio", "source.json")));
        await studio.EndAsync();
        var options = new StudioOptions { Study = folder.At("study"), DataFolders = [shop.Store] };
        var workspace = new Workspace(options, new JobBoard(options));
        var job = workspace.CountForMap();
        await job.Work;
        Assert.True(job.State == JobState.Done, job.Problem);
        Assert.NotNull(workspace.Map(workspace.Model()!));
    }

    [Fact]
    public async Task A_mapping_of_the_shops_own_is_kept_in_the_study()
    {
        using var folder = new Folder();
        var own = MappingFile.ReadShipped("olist").Replace("name: olist", "name: own_shop", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.At("m.yaml"), own, TestContext.Current.CancellationToken);
        var learned = await Tool.RunAsync(
            "pipeline", "--data", shop.Store, "--mapping", folder.At("m.yaml"), "--out", folder.At("study"), "--k", "3", "--no-silhouette", "-q");
        Assert.True(learned.ExitCode == 0, learned.Error);
        File.Delete(folder.At("m.yaml"));
        var other = Directory.CreateDirectory(folder.At("other")).FullName;
        var options = new StudioOptions { Study = folder.At("study"), DataFolders = [other, shop.Store] };
        var source = new Workspace(options, new JobBoard(options)).Source!;
        Assert.Equal((shop.Store, "mapping.yaml", own), (source.Folder, source.MappingName, source.MappingYaml));
    }

    [Fact]
    public async Task Without_its_files_the_study_is_shown_and_what_is_missing_is_named()
    {
        using var folder = new Folder();
        shop.CopyStudy(folder.At("study"));
        await using var studio = await Studio.StartAsync(folder.At("study"));
        var page = WebUtility.HtmlDecode((await studio.PageAsync("/segments")).Body);
        Assert.Contains("These segments were learned from olist_customers_dataset.csv", page, StringComparison.Ordinal);
        Assert.DoesNotContain("No data are chosen yet", page, StringComparison.Ordinal);
        Assert.Contains("7 segments of", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Olists_files_are_recognised_as_what_they_are()
    {
        using var folder = new Folder();
        var options = new StudioOptions { Study = folder.At("study"), DataFolders = [shop.Store] };
        var workspace = new Workspace(options, new JobBoard(options));
        workspace.Choose(shop.Store, null);
        Assert.Equal(("olist.yaml", MappingFile.ReadShipped("olist")), (workspace.Source!.MappingName, workspace.Source.MappingYaml));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/segments")]
    [InlineData("/studio.css")]
    [InlineData("/runs/RUN/files/run.json")]
    [InlineData("/runs/RUN/files/report.html")]
    [InlineData("/nothing-here")]
    public async Task HEAD_is_answered_like_GET_without_a_body(string path)
    {
        using var folder = new Folder();
        shop.CopyStudy(folder.At("study"));
        path = path.Replace("RUN", Path.GetFileName(Directory.GetDirectories(folder.At("study", "runs"))[0]), StringComparison.Ordinal);
        await using var studio = await Studio.StartAsync(folder.At("study"));
        var (get, head) = (await studio.SendAsync(path), await studio.SendAsync(path, "HEAD"));
        Assert.Equal(get.Status, head.Status);
        Assert.Empty(head.Body);
        foreach (var header in (string[])["Content-Type", "Content-Length", "Cache-Control", "Content-Security-Policy", "Content-Disposition", "ETag"])
            Assert.Equal(get.Header(header), head.Header(header));
        // What keeps other sites out holds for HEAD too.
        Assert.Equal(421, (await studio.SendAsync(path, "HEAD", ("Host", "elsewhere.example"))).Status);
        Assert.Equal(403, (await studio.SendAsync(path, "HEAD", ("Origin", "http://elsewhere.example"))).Status);
    }

    [Fact]
    public async Task HEAD_needs_the_token_as_GET_does()
    {
        using var folder = new Folder();
        await using var studio = await Studio.StartAsync(folder.At("study"), "--token", "always");
        Assert.Equal(401, (await studio.SendAsync("/", "HEAD")).Status);
        Assert.Equal(200, (await studio.SendAsync("/", "HEAD", ("Cookie", $"clientele-studio={studio.Token}"))).Status);
    }
}
