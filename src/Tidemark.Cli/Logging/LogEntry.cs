using Microsoft.Extensions.Logging;

namespace Tidemark.Cli.Logging;

/// <summary>One thing that happened, as the log keeps it.</summary>
/// <param name="Time">UTC.</param>
/// <param name="Source">What part of the program says it.</param>
/// <param name="Message">The sentence, with its values filled in.</param>
/// <param name="Values">The values by name.</param>
/// <param name="Exception">The failure with its stack, if there is one.</param>
internal sealed record LogEntry(DateTime Time, LogLevel Level, string Source, string Message, IReadOnlyList<KeyValuePair<string, object?>> Values, string? Exception);
