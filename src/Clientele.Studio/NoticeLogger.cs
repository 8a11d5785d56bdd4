using Microsoft.Extensions.Logging;

namespace Clientele.Studio;

/// <summary>Passes what the framework logs as an error on to the host, in one line and without secrets.</summary>
internal sealed class NoticeLogger(StudioOptions options) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            options.Notice(options.Hide($"studio: {formatter(state, exception)}{(exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message})")}".ReplaceLineEndings(" ")));
    }

    public void Dispose() { }
}
