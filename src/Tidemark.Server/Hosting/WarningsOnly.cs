using Microsoft.Extensions.Logging;

namespace Tidemark.Server.Hosting;

/// <summary>
/// What the web server itself says goes to our log from warnings on: below that it tells every request with its query, and the
/// query of a login holds the token.
/// </summary>
internal sealed class WarningsOnly(ILoggerFactory target) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new Filter(target.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("the log of the program is fixed");

    public void Dispose()
    {
        // The log belongs to the program.
    }

    private sealed class Filter(ILogger target) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning && target.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) target.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
