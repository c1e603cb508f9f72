using System.Collections.Immutable;

namespace Tidemark.Venues.Aggregation;

/// <summary>Bars put together from several venues.</summary>
/// <param name="Bars">The bars.</param>
/// <param name="Sources">What each venue brought.</param>
/// <param name="PassedOver">Open times at which too few venues counted.</param>
public sealed record CombinedBars(BarColumns Bars, ImmutableArray<CombinedSource> Sources, long PassedOver);
