namespace Tidemark.Engine.Bars;

/// <summary>The whole state of a <see cref="BarAggregator"/>: saving and restoring it continues the bar under way exactly.</summary>
/// <param name="HasOpenBar">Whether a bar is under way.</param>
/// <param name="OpenBar">The bar under way as it stands; its open time is that of the interval.</param>
/// <param name="HasBegun">Whether there was any data before.</param>
/// <param name="LacksBeginning">Whether the data began inside the bar under way.</param>
public readonly record struct BarAggregatorState(bool HasOpenBar, Bar OpenBar, bool HasBegun, bool LacksBeginning);
