using Clientele.Reporting;
using Clientele.Studio;
using Clientele.Studio.Jobs;
using Clientele.Studio.Work;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Routing;

namespace Clientele.EndToEnd.Tests;

/// <summary>What the studio's work refuses: links below the study, costs that nobody saw, data that change under it, more rows than memory holds.</summary>
public sealed class StudioWorkTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private StudioOptions Options(params string[] data) => new() { Study = _folder.At("study"), Port = 0, LargestUpload = 1_000, DataFolders = data };

    private Workspace Open(params string[] data) => Options(data) is var options ? new Workspace(options, new JobBoard(options)) : null!;

    private string Outside => Directory.CreateDirectory(_folder.At("outside")).FullName;

    [Theory]
    [InlineData("model")]
    [InlineData("runs")]
    [InlineData("fidelity")]
    [InlineData("cache")]
    [InlineData("studio/requests")]
    [InlineData("runs/0123456789abcdef")]
    [InlineData("fidelity/figures")]
    public async Task No_job_writes_through_a_linked_folder_of_the_study(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links are made by ordinary users on Linux and macOS.");
        var outside = Outside;
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.At("study", name))!);
        Directory.CreateSymbolicLink(_folder.At("study", name), outside);
        var job = Open().MakeStore(500, seed: 1);
        await job.Work;
        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("link in the study folder", job.Problem, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(outside));
    }

    [Theory]
    [InlineData("journal.db")]
    [InlineData("journal.db.lock")]
    [InlineData("segment_count.json")]
    [InlineData("study.json")]
    public async Task No_job_writes_through_a_linked_file_of_the_study_and_nothing_is_read_through_it(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links are made by ordinary users on Linux and macOS.");
        var secret = Path.Combine(Outside, "secret");
        await File.WriteAllTextAsync(secret, "{}", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(_folder.At("study"));
        File.CreateSymbolicLink(_folder.At("study", name), secret);
        var workspace = Open();
        var job = workspace.MakeStore(500, seed: 1);
        await job.Work;
        Assert.Equal(JobState.Failed, job.State);
        Assert.Equal("{}", await File.ReadAllTextAsync(secret, TestContext.Current.CancellationToken));
        Assert.Null(workspace.ComparedSegments());
        Assert.Null(workspace.Runs.Fidelity());
        Assert.Empty(workspace.Runs.Incomplete());
        if (name == "study.json")
            Assert.Contains("link in the study folder", Assert.Throws<ClienteleException>(workspace.Model).Message, StringComparison.Ordinal);
        else
            Assert.Null(workspace.Model());
    }

    [Fact]
    public async Task Of_rejected_rows_the_account_counts_all_and_memory_holds_the_first()
    {
        var shop = Directory.CreateDirectory(_folder.At("shop")).FullName;
        static string Rows(int from, int count, string date) => string.Concat(Enumerable.Range(from, count).Select(i => $"{i},c{i % 17},{date},{i}\n"));
        var file = Path.Combine(shop, "orders.csv");
        await File.WriteAllTextAsync(file, "order_id,customer_id,order_date,amount_eur\n" + Rows(1, 1_000, "2024-01-05"), TestContext.Current.CancellationToken);
        var workspace = Open(shop);
        workspace.Choose(shop, null);
        await File.AppendAllTextAsync(file, Rows(1_001, 2_000, "soon"), TestContext.Current.CancellationToken);
        var job = workspace.Check();
        await job.Work;
        Assert.True(job.State == JobState.Done, job.Problem);
        Assert.Equal((2_000, 500), (workspace.Checked!.RejectedInAll, workspace.Checked.Rejected.Count));
        Assert.Equal(1_002, workspace.Checked.Rejected[0].Line);
        Assert.Equal(1_000, workspace.Checked.Orders);
        Assert.Single(workspace.Checked.TooManyRejected);
    }

    [Fact]
    public async Task Uploads_are_bounded_together_and_one_that_is_deleted_makes_room()
    {
        var workspace = Open();
        static (string, long, Func<long, CancellationToken, Stream>) Of(int length) => ("orders.csv", length, (_, _) => new MemoryStream(new byte[length]));
        var first = await workspace.Upload([Of(700)]);
        Assert.NotNull(first);
        Assert.Null(await workspace.Upload([Of(400)]));
        Assert.True(workspace.Shelf.Allows(first));
        workspace.RemoveUpload(first);
        Assert.False(Directory.Exists(first));
        Assert.NotNull(await workspace.Upload([Of(400)]));
        Assert.Throws<ClienteleException>(() => workspace.RemoveUpload(_folder.At("study")));
    }

    [Fact]
    public async Task While_something_is_at_work_the_data_stay_what_they_were()
    {
        var shop = Directory.CreateDirectory(_folder.At("shop")).FullName;
        var options = Options(shop);
        var jobs = new JobBoard(options);
        var workspace = new Workspace(options, jobs);
        workspace.Choose(shop, "cdnow");
        var before = workspace.Source;
        var end = new TaskCompletionSource();
        var job = jobs.Start("data", "Waits", "/", (_, _, _) => end.Task);
        Assert.Contains("still at work", Assert.Throws<ClienteleException>(() => workspace.Choose(shop, "olist")).Message, StringComparison.Ordinal);
        Assert.Throws<ClienteleException>(() => workspace.Remap("x"));
        Assert.Equal(before, workspace.Source);
        end.SetResult();
        await job.Work;
        workspace.Choose(shop, "olist");
        Assert.NotEqual(before, workspace.Source);
    }

    [Fact]
    public void A_language_model_is_not_asked_before_its_cost_was_shown()
    {
        var options = Options() with { Models = [new StudioModel("m", () => throw new InvalidOperationException("It was asked."), null)] };
        var workspace = new Workspace(options, new JobBoard(options));
        var request = new AskForm { Model = "m" }.Request(Clientele.Simulation.BuiltInScenarios.Yaml(Clientele.Simulation.BuiltInScenarios.Names[0]), DateTimeOffset.UnixEpoch);
        Assert.Contains("not shown", Assert.Throws<ClienteleException>(() => workspace.Simulate(request)).Message, StringComparison.Ordinal);
        Assert.Empty(workspace.Requests.All());
    }

    [Fact]
    public async Task Large_data_are_worked_on_inside_the_study_and_what_a_killed_server_left_goes()
    {
        var scratch = _folder.At("study", "studio", "scratch");
        Directory.CreateDirectory(Path.Combine(scratch, "left"));
        var options = Options() with { Memory = 1 };
        var workspace = new Workspace(options, new JobBoard(options));
        Assert.False(Directory.Exists(scratch));
        var job = workspace.MakeStore(500, seed: 1);
        await job.Work;
        Assert.True(job.State == JobState.Done, job.Problem);
        Assert.Empty(Directory.GetFileSystemEntries(scratch));
        // It goes nowhere else: where its folder cannot be, the work cannot be done.
        Directory.Delete(scratch);
        await File.WriteAllTextAsync(scratch, "in the way", TestContext.Current.CancellationToken);
        var blocked = workspace.Check();
        await blocked.Work;
        Assert.Equal(JobState.Failed, blocked.State);
        Assert.Contains("scratch", blocked.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_other_hands_change_in_the_study_is_seen_at_once_and_loses_no_run()
    {
        var workspace = Open();
        await workspace.MakeStore(1_000, seed: 1).Work;
        await workspace.Learn(3, seed: 1).Work;
        var model = workspace.Model()!;
        Assert.NotNull(workspace.Map(model));
        Assert.Empty(model.Edited);

        // Somebody renames a persona: the same server says so, and the map of the model before is not shown for this one.
        var personas = workspace.Study.Personas;
        await File.WriteAllTextAsync(personas, (await File.ReadAllTextAsync(personas, TestContext.Current.CancellationToken)).Replace(model.Personas.Personas[0].Name, "Renamed by hand", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(personas, File.GetLastWriteTimeUtc(workspace.Study.StudyFile).AddSeconds(5));
        var edited = workspace.Model()!;
        Assert.NotEmpty(edited.Edited);
        Assert.Contains(edited.Personas.Personas, persona => persona.Name == "Renamed by hand");
        Assert.Null(workspace.Map(edited));

        // A damaged validation does not pass for one, and no run is lost for it.
        Directory.CreateDirectory(Path.GetDirectoryName(workspace.Study.Fidelity)!);
        await File.WriteAllTextAsync(workspace.Study.Fidelity, """{"schema": 7""", TestContext.Current.CancellationToken);
        var job = workspace.Simulate(new AskForm().Request(Clientele.Simulation.BuiltInScenarios.Yaml(Clientele.Simulation.BuiltInScenarios.Names[0]), DateTimeOffset.UnixEpoch));
        await job.Work;
        Assert.True(job.State == JobState.Done, job.Problem);
        var record = Assert.Single(workspace.Runs.All()).Record!;
        Assert.Equal($"{RunRecord.NotValidated} The study's fidelity.json cannot be read: measure again.", record.Fidelity);
        // Writing every decision is a stage with a length.
        Assert.Contains("Writing decisions.csv", job.Stages);
    }

    [Fact]
    public async Task All_long_work_can_be_cancelled_and_leaves_what_was_there()
    {
        var workspace = Open();
        await workspace.MakeStore(1_000, seed: 1).Work;
        await workspace.Learn(3, seed: 1).Work;
        var model = workspace.Model()!.Sha256;
        var request = new AskForm { Replicates = 100 }.Request(Clientele.Simulation.BuiltInScenarios.Yaml(Clientele.Simulation.BuiltInScenarios.Names[0]), DateTimeOffset.UnixEpoch);
        foreach (var start in (Func<Job>[])[() => workspace.Learn(4, seed: 2), () => workspace.CompareSegments(new()), workspace.CountForMap, workspace.Validate, () => workspace.Simulate(request), workspace.Check, () => workspace.MakeStore(1_000, seed: 2)])
        {
            var job = start();
            job.Cancel();
            await job.Work;
            Assert.True(job.State == JobState.Cancelled, $"{job.Title}: {job.State} {job.Problem}");
            Assert.Equal(model, workspace.Model()!.Sha256);
        }
        Assert.Null(workspace.ComparedSegments());
        Assert.Null(workspace.Runs.Fidelity());
        Assert.Empty(workspace.Runs.All());
        Assert.DoesNotContain(Directory.GetFiles(workspace.Study.Root, "*", SearchOption.AllDirectories), file => file.Contains(".partial", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_typed_is_there_for_another_page_and_for_the_next_server()
    {
        var workspace = Open();
        Assert.Null(workspace.Draft);
        var first = workspace.Keep("name: half a scen");
        Assert.Equal("name: half a scen", workspace.Draft);
        await Task.WhenAll(first, workspace.Keep("name: half a scenario"));
        Assert.Equal("name: half a scenario", Open().Draft);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(29)]
    [InlineData(57)]
    [InlineData(12.5)]
    public void A_percent_is_given_back_as_it_was_typed(double percent) =>
        Assert.Equal(percent, AskForm.Of(new AskForm { Anchor = percent }.Request("", DateTimeOffset.UnixEpoch)).Anchor);

    [Fact]
    public async Task Every_page_asks_a_form_for_the_antiforgery_token()
    {
        await using var server = await StudioServer.StartAsync(Options(), TestContext.Current.CancellationToken);
        var endpoints = server.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        var pages = endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is not null).ToList();
        Assert.True(pages.Count >= 10, $"{pages.Count} pages");
        Assert.All(pages, page => Assert.True(page.Metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: true }, page.RoutePattern.RawText));
        // Whatever else answers to more than GET belongs to the page's own connection, whose origin is checked.
        Assert.All(endpoints.Except(pages).Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is not { HttpMethods: ["GET"] or ["GET", "HEAD"] }),
            other => Assert.True(other.RoutePattern.RawText!.TrimStart('/').StartsWith("_blazor", StringComparison.Ordinal) || other.RoutePattern.RawText.TrimStart('/').StartsWith("_framework", StringComparison.Ordinal), other.RoutePattern.RawText));
    }

    [Fact]
    public async Task A_run_whose_record_contradicts_itself_is_damaged_and_no_defect()
    {
        var run = Directory.CreateDirectory(_folder.At("study", "runs", "0123456789abcdef")).FullName;
        // An account whose cases are more than the questions.
        await File.WriteAllTextAsync(Path.Combine(run, "run.json"), """{"schema": "clientele/run/v1", "account": {"planned": 1, "answered": 5}}""", TestContext.Current.CancellationToken);
        Assert.Throws<ClienteleException>(() => RunRecord.Load(Path.Combine(run, "run.json")));
        Assert.NotNull(Assert.Single(Open().Runs.All()).Problem);
    }
}
