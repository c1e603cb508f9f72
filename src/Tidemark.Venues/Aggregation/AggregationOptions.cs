namespace Tidemark.Venues.Aggregation;

/// <summary>When a venue counts.</summary>
public sealed record AggregationOptions
{
    /// <summary>A venue from which nothing has come for longer is stale.</summary>
    public Duration MaximumAge { get; init; } = Duration.FromSeconds(5);

    /// <summary>A venue whose middle is further from the median of all middles, as a fraction of it, does not count; asked only among three venues and more.</summary>
    public double MaximumDeviation { get; init; } = 0.02;

    /// <summary>When a price is an outlier among those of the other venues.</summary>
    public OutlierRule Outliers { get; init; } = OutlierRule.Usual;

    /// <summary>How far back trades count in a composite price.</summary>
    public Duration Window { get; init; } = Duration.FromSeconds(60);

    /// <summary>Trades are added up in slices of this length, so that memory does not grow with trades; the window is a whole number of them.</summary>
    public Duration Slice { get; init; } = Duration.FromSeconds(1);

    /// <exception cref="ArgumentException">A value cannot be.</exception>
    public void Validate()
    {
        if (MaximumAge <= Duration.Zero || Slice <= Duration.Zero || Window < Slice || Window.Nanoseconds % Slice.Nanoseconds != 0)
            throw new ArgumentException("ages and slices are positive, and the window is a whole number of slices");
        if (!(MaximumDeviation > 0)) throw new ArgumentException("the greatest deviation is positive");
    }
}
