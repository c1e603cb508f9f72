using Tidemark.Indicators;

namespace Tidemark.Engine.Markets;

/// <summary>An indicator that a strategy has fed by the engine.</summary>
public readonly record struct TrackedIndicator(InstrumentIndex Instrument, Interval Interval, Indicator Indicator);
