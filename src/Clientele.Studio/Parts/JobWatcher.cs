using Clientele.Studio.Jobs;
using Microsoft.AspNetCore.Components;

namespace Clientele.Studio.Parts;

/// <summary>A part of a page that shows what the server is at: it looks again when a job has started, come further or ended.</summary>
public abstract class JobWatcher : ComponentBase, IDisposable
{
    private bool _left;

    [Inject] private protected JobBoard Jobs { get; set; } = null!;

    private protected bool Busy => Jobs.Latest is { Running: true };

    /// <inheritdoc/>
    protected override void OnInitialized() => Jobs.Changed += Notice;

    /// <summary>Whether a change concerns this part; asked on the thread of the job, many times in its life.</summary>
    private protected virtual bool Concerns() => true;

    /// <summary>Reads again what this part shows; it is drawn afterwards.</summary>
    private protected virtual Task LookAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        Jobs.Changed -= Notice;
        _left = true;
        Left();
        GC.SuppressFinalize(this);
    }

    /// <summary>Told once that the page was left.</summary>
    private protected virtual void Left() { }

    private void Notice()
    {
        if (_left || !Concerns())
            return;
        _ = InvokeAsync(async () =>
        {
            if (_left)
                return;
            try
            {
                await LookAsync();
                if (!_left)
                    StateHasChanged();
            }
#pragma warning disable CA1031 // Nobody awaits this: what is thrown is the page's, as if it had been thrown while the page was drawn.
            catch (Exception problem) when (!_left)
#pragma warning restore CA1031
            {
                await DispatchExceptionAsync(problem);
            }
        });
    }
}
