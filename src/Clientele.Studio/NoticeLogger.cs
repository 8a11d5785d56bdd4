using Microsoft.Extensions.Logging;

namespace Clientele.Studio;

/// <summary>Passes what the framework logs as an error on to the host, in one line and without secrets.</summary>
internal sealed class NoticeLogger(StudioOptions options, LogLevel least = LogLevel.Error) : ILoggerProvider, ILogger
{
    /// <summary>Where the framework tells of failures of pages, which it takes for warnings.</summary>
    public const string Pages = "Microsoft.AspNetCore.Components.Web.ErrorBoundary";

    public ILogger CreateLogger(string categoryName) => categoryName == Pages ? new NoticeLogger(options, LogLevel.Warning) : this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            options.Notice(options.Hide($"studio: {formatter(state, exception)}{(exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message})")}".ReplaceLineEndings(" ")));
    }

    public void Dispose() { }
}
