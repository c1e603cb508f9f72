namespace Tidemark.Indicators.Features;

/// <summary>Further bars that features read: of another instrument, or longer ones of the same.</summary>
/// <param name="Alias">What formulas call it: <c>eth</c> in <c>eth.rsi(14)</c>.</param>
/// <param name="Instrument">Which; null for the instrument that the features are about.</param>
/// <param name="Interval">The length of its bars; null for the same as that of the features.</param>
public sealed record FeatureInstrument(string Alias, InstrumentId? Instrument, Interval? Interval = null);
