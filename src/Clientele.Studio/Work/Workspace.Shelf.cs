namespace Clientele.Studio.Work;

internal sealed partial class Workspace
{
    private RunShelf? _runs;

    /// <summary>The study's finished runs.</summary>
    public RunShelf Runs => LazyInitializer.EnsureInitialized(ref _runs, () => new RunShelf(Study, Requests, Options));
}
