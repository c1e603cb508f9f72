namespace Tidemark.Venues.Aggregation;

/// <summary>
/// A volume-weighted composite price over venues, from their trades of the last slices of time: of each venue Σ price·quantity / Σ quantity;
/// outliers among those are left out (<see cref="OutlierRule"/>); the rest weighted by volume. Deterministic and of fixed memory.
/// </summary>
/// <remarks>The window at a moment is the slice that holds it and those before it, so it reaches back between one slice less than its length and its length.</remarks>
public sealed class CompositePricer
{
    private readonly string[] venues;
    private readonly AggregationOptions options;
    private readonly int slices;
    private readonly double[] turnovers;
    private readonly double[] volumes;
    private readonly long[] numbers;

    public CompositePricer(IReadOnlyList<string> venues, AggregationOptions options)
    {
        options.Validate();
        this.venues = [.. venues];
        this.options = options;
        slices = checked((int)(options.Window.Nanoseconds / options.Slice.Nanoseconds));
        turnovers = new double[slices * venues.Count];
        volumes = new double[slices * venues.Count];
        numbers = new long[slices * venues.Count];
        Array.Fill(numbers, long.MinValue);
    }

    /// <summary>The time last given; it never goes back.</summary>
    public Instant Now { get; private set; } = Instant.MinValue;

    /// <summary>Takes a trade of a venue. One that cannot be is passed over.</summary>
    /// <param name="venue">Its place in the list.</param>
    /// <param name="trade">The trade.</param>
    /// <param name="at">When we know it: it counts from then on.</param>
    public void Take(int venue, in Trade trade, Instant at)
    {
        Advance(at);
        if (trade.Defect() is not null) return;
        var number = NumberOf(Now);
        var place = venue * slices + (int)(((number % slices) + slices) % slices);
        if (numbers[place] != number) (numbers[place], turnovers[place], volumes[place]) = (number, 0, 0);
        turnovers[place] += trade.Price * trade.Quantity;
        volumes[place] += trade.Quantity;
    }

    /// <summary>Time has gone on.</summary>
    public void Advance(Instant now) => Now = Instant.Max(Now, now);

    /// <summary>The price now.</summary>
    public CompositePrice Compute()
    {
        var found = new List<(string Venue, double Price, double Volume)>();
        for (var venue = 0; venue < venues.Length; venue++)
        {
            var (turnover, volume) = SumOf(venue);
            if (volume > 0) found.Add((venues[venue], turnover / volume, volume));
        }
        return Weigh(found, options.Outliers, Now);
    }

    internal static CompositePrice Weigh(List<(string Venue, double Price, double Volume)> found, OutlierRule rule, Instant at)
    {
        var isOutlier = new bool[found.Count];
        rule.Find([.. found.Select(f => f.Price)], isOutlier, new double[found.Count]);
        var (turnover, volume) = (0.0, 0.0);
        for (var i = 0; i < found.Count; i++)
        {
            if (isOutlier[i]) continue;
            turnover += found[i].Price * found[i].Volume;
            volume += found[i].Volume;
        }
        var shares = found.Select((f, i) => new CompositeShare(f.Venue, f.Price, f.Volume, isOutlier[i] ? 0 : f.Volume / volume, isOutlier[i]));
        return new CompositePrice(volume > 0 ? turnover / volume : double.NaN, volume, at, [.. shares]);
    }

    private (double Turnover, double Volume) SumOf(int venue)
    {
        var oldest = NumberOf(Now) - slices + 1;
        var (turnover, volume) = (0.0, 0.0);
        // In the order of time, so that the same trades give the same sum to the last bit.
        for (var number = oldest; number < oldest + slices; number++)
        {
            var place = venue * slices + (int)(((number % slices) + slices) % slices);
            if (numbers[place] != number) continue;
            turnover += turnovers[place];
            volume += volumes[place];
        }
        return (turnover, volume);
    }

    private long NumberOf(Instant time)
    {
        var quotient = Math.DivRem(time.Nanoseconds, options.Slice.Nanoseconds, out var rest);
        return rest < 0 ? quotient - 1 : quotient;
    }
}
