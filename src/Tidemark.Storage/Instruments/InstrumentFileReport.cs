using System.Collections.Immutable;

namespace Tidemark.Storage.Instruments;

/// <summary>What one file of trading rules held.</summary>
/// <param name="Name">The file.</param>
/// <param name="Layout"><c>exchange-info</c> or <c>symbol-properties</c>.</param>
/// <param name="Symbols">Symbols taken.</param>
/// <param name="ValidFrom">From when its rules hold; null where they differ from row to row.</param>
/// <param name="Skipped">Symbols left out.</param>
/// <param name="Notes">What else a reader should know.</param>
public sealed record InstrumentFileReport(string Name, string Layout, int Symbols, Instant? ValidFrom, ImmutableArray<SkippedSymbol> Skipped, ImmutableArray<string> Notes);
