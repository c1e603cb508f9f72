namespace Tidemark.Research.Universes;

/// <summary>What a rule of a universe looks at.</summary>
public enum UniverseRuleKind
{
    /// <summary>Names that never become members.</summary>
    Blacklist,

    /// <summary>Days since the listing date, or since the first known bar where no date was declared.</summary>
    Age,

    /// <summary>Quote currency traded a day over the window: volume times close of each bar.</summary>
    Volume,

    /// <summary>The last close, in quote currency.</summary>
    Price,

    /// <summary>The spread as a fraction of the price, estimated from high, low and close; see <see cref="UniverseFigures.Spread"/>.</summary>
    Spread,

    /// <summary>The standard deviation of logarithmic returns from bar to bar, scaled to a day.</summary>
    Volatility,

    /// <summary>Highest high over lowest low of the window, less one.</summary>
    Range,

    /// <summary>The last close over the last close known when the window began, less one.</summary>
    Performance,
}
