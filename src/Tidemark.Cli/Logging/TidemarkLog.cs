using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Configuration;
using Tidemark.Storage.Homes;

namespace Tidemark.Cli.Logging;

/// <summary>
/// The log of this process: entries of the standard logging interface go, cleaned of secrets, to the rolling file of the home.
/// </summary>
internal sealed class TidemarkLog : ILoggerProvider
{
    private readonly ConcurrentDictionary<string, ILogger> loggers = new(StringComparer.Ordinal);
    private readonly ILogFormat format;
    private readonly RollingLogFile file;
    private readonly LogLevel least;
    private readonly TimeProvider time;

    public TidemarkLog(HomeFolder home, ILogFormat format, LogLevel least, int retainedDays, TimeProvider time, long largestFileBytes = RollingLogFile.DefaultLargestFileBytes)
    {
        this.format = format;
        this.least = least;
        this.time = time;
        file = new RollingLogFile(home.LogFolder, format.FileExtension, retainedDays, largestFileBytes, time, Console.Error);
        Redactor.Add(Environment.GetEnvironmentVariable("TIDEMARK_TOKEN"));
    }

    /// <summary>Gets every secret the process learns of, such as the token that it made.</summary>
    public SecretRedactor Redactor { get; } = new();

    /// <summary>The log as options, environment and configuration file want it.</summary>
    public static TidemarkLog Open(CommandContext context) =>
        new(context.Home, context.Get(LogOptions.Format, LoggingSettings.Format) == "json" ? new JsonLogFormat() : new TextLogFormat(),
            LogLevels.Parse(context.Get(LogOptions.Level, LoggingSettings.Level)), context.Configuration.Get(LoggingSettings.RetainedDays), TimeProvider.System);

    /// <param name="categoryName">A type's full name by custom; the last part of it names the source.</param>
    public ILogger CreateLogger(string categoryName) => loggers.GetOrAdd(categoryName, name => new Logger(this, name[(name.LastIndexOf('.') + 1)..], LeastOf(name)));

    public void Dispose() => file.Dispose();

    /// <summary>Frameworks are talkative: from them only what is wrong, unless everything is wanted.</summary>
    private LogLevel LeastOf(string category) =>
        least > LogLevel.Debug && category.StartsWith("Microsoft.", StringComparison.Ordinal) && least < LogLevel.Warning ? LogLevel.Warning : least;

    private sealed class Logger(TidemarkLog log, string source, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var values = state is IReadOnlyList<KeyValuePair<string, object?>> named ? named.Where(v => v.Key != "{OriginalFormat}").ToList() : [];
            var entry = new LogEntry(log.time.GetUtcNow().UtcDateTime, logLevel, source, formatter(state, exception), values, exception?.ToString());
            log.file.Write(log.Redactor.Clean(log.format.Format(entry)));
        }
    }
}
