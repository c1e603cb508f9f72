using System.Collections.Immutable;

namespace Tidemark.Storage.Instruments;

/// <summary>What an import of trading rules changed.</summary>
/// <param name="Files">One report a file.</param>
/// <param name="NewInstruments">Instruments of which nothing was declared before.</param>
/// <param name="NewPeriods">Periods of rules added, those of new instruments included.</param>
/// <param name="Identical">Periods that were there with the same values.</param>
/// <param name="Kept">Periods that were there with other values and were kept.</param>
/// <param name="Replaced">Periods that were there with other values and were replaced.</param>
public sealed record InstrumentImportResult(ImmutableArray<InstrumentFileReport> Files, int NewInstruments, int NewPeriods, int Identical, int Kept, int Replaced);
