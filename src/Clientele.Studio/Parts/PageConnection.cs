using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Clientele.Studio.Parts;

/// <summary>Whether the browser of a page is still there: a page that is closed is kept for a while in case it comes back, and what it was
/// sending ends at once.</summary>
public sealed class PageConnection : CircuitHandler, IDisposable
{
    private CancellationTokenSource _lost = new();

    /// <summary>Cancelled when the connection that is there now ends.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <inheritdoc/>
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_lost.IsCancellationRequested)
        {
            _lost.Dispose();
            _lost = new CancellationTokenSource();
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => _lost.CancelAsync();

    /// <inheritdoc/>
    public void Dispose() => _lost.Dispose();
}
