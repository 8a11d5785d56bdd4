using Clientele.Reporting.Views;
using Clientele.Validation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Clientele.Reporting;

/// <summary>A run as one HTML file that needs no network, to be sent to a colleague: a function of run.json and fidelity.json alone.</summary>
/// <remarks>All texts from outside are encoded by Razor; the page's own content policy allows no script, no request and no form.</remarks>
public static class ReportHtml
{
    /// <summary>Renders the page.</summary>
    /// <param name="run">The run.</param>
    /// <param name="fidelity">The study's validation; it is shown only if it speaks for this run (<see cref="FidelityFile.SpeaksFor"/>).</param>
    /// <returns>A whole HTML document.</returns>
    public static string Render(RunRecord run, FidelityReport? fidelity = null)
    {
        using var renderer = new HtmlRenderer(NoServices.Instance, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(ReportPage.Run)] = run,
            [nameof(ReportPage.Fidelity)] = fidelity is not null && FidelityFile.SpeaksFor(fidelity, run) ? fidelity : null,
        });
        // Nothing in the views waits, so the task is done when it is returned.
        return renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<ReportPage>(parameters)).ToHtmlString()).GetAwaiter().GetResult();
    }

    // The views ask for no service: everything comes as a parameter.
    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
