namespace Tidemark.Domain;

/// <summary>
/// Open, high, low, close and volume of one interval. <see cref="OpenTime"/> is when the interval begins; the bar becomes visible
/// at its close. Prices are in quote currency, volume in base currency.
/// </summary>
/// <remarks>The constructor stores what it is given, for speed behind checked doors; <see cref="Create"/> refuses what cannot be a bar.</remarks>
public readonly record struct Bar(Instant OpenTime, double Open, double High, double Low, double Close, double Volume)
{
    /// <exception cref="ArgumentException">The values cannot be a bar; the message says why.</exception>
    public static Bar Create(Instant openTime, double open, double high, double low, double close, double volume)
    {
        var bar = new Bar(openTime, open, high, low, close, volume);
        return bar.Defect() is { } defect ? throw new ArgumentException(defect) : bar;
    }

    /// <summary>A single price as a bar without length.</summary>
    public static Bar OfPrice(Instant time, double price) => new(time, price, price, price, price, 0);

    /// <summary>Whether the values can be a bar.</summary>
    public bool IsValid => High >= Low && High >= Open && High >= Close && Low <= Open && Low <= Close && Low > 0
        && double.IsFinite(High) && Volume >= 0 && double.IsFinite(Volume);

    /// <summary>Why the values cannot be a bar, or null when they can.</summary>
    public string? Defect()
    {
        if (IsValid) return null;
        if (!double.IsFinite(Open) || !double.IsFinite(High) || !double.IsFinite(Low) || !double.IsFinite(Close)) return "a price is not a finite number";
        if (!double.IsFinite(Volume)) return "the volume is not a finite number";
        if (Low <= 0 || Open <= 0 || Close <= 0 || High <= 0) return "a price is not positive";
        if (Volume < 0) return "the volume is negative";
        if (High < Low) return "high is below low";
        return Open > High || Open < Low ? "open is outside high and low" : "close is outside high and low";
    }
}
