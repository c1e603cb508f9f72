using Tidemark.Statistics.Randomness;

namespace Tidemark.Strategies.MarketMaking;

/// <summary>
/// How far from the middle a risk-averse maker quotes, in basis points. Risk aversion is per basis point and quote held, variance in squared basis
/// points a second, decay per basis point. A negative distance lies beyond the middle.
/// </summary>
/// <param name="Bid">Below the middle.</param>
/// <param name="Ask">Above the middle.</param>
public readonly record struct QuoteDistances(double Bid, double Ask)
{
    /// <summary>
    /// To the end of a session: the reservation price lies inventory x aversion x variance x seconds below the middle, the spread is
    /// aversion x variance x seconds + 2 / aversion x ln(1 + aversion / decay). Source: M. Avellaneda, S. Stoikov, High-frequency trading in a
    /// limit order book, Quantitative Finance 8, 2008, equations 29 and 30.
    /// </summary>
    public static QuoteDistances OfSession(double inventory, double aversion, double variance, double seconds, double decay)
    {
        var risk = aversion * variance * seconds;
        var half = risk / 2 + PortableMath.Log(1 + aversion / decay) / aversion;
        return new QuoteDistances(half + inventory * risk, half - inventory * risk);
    }

    /// <summary>
    /// Without an end: reservation prices of section 2.3 of the same paper with the discount rate that lets no more than the limit be held, which
    /// leaves no variance in them, and half of 2 / aversion x ln(1 + aversion / decay) on either side. The selling price printed there is not the
    /// mirror of the buying price; here it is, as the definition by indifference demands.
    /// </summary>
    public static QuoteDistances OfInfinite(double inventory, double limit, double aversion, double decay)
    {
        var held = Math.Clamp(inventory, -limit, limit);
        var room = (limit + 1) * (limit + 1) - held * held;
        var half = PortableMath.Log(1 + aversion / decay) / aversion;
        return new QuoteDistances(half - LogOf(1 + (-1 - 2 * held) / room) / aversion, half - LogOf(1 + (-1 + 2 * held) / room) / aversion);
    }

    /// <summary>
    /// Long before the end: 1 / aversion x ln(1 + aversion / decay) + (1 + 2 inventory) / 2 x sqrt(variance x aversion / (2 decay x rate) x
    /// (1 + aversion / decay)^(1 + decay / aversion)) for the bid, with -inventory for the ask. Source: O. Guéant, C.-A. Lehalle, J. Fernandez-Tapia,
    /// Dealing with the inventory risk, Mathematics and Financial Economics 7, 2013, section 4.
    /// </summary>
    public static QuoteDistances OfAsymptotic(double inventory, double aversion, double variance, IntensityFit intensity)
    {
        var logarithm = PortableMath.Log(1 + aversion / intensity.Decay);
        var power = PortableMath.Exp((1 + intensity.Decay / aversion) * logarithm);
        var slope = Math.Sqrt(variance * aversion / (2 * intensity.Decay * intensity.Rate) * power);
        var half = logarithm / aversion + slope / 2;
        return new QuoteDistances(half + inventory * slope, half - inventory * slope);
    }

    /// <summary>NaN at the limit itself, where no price is low or high enough.</summary>
    private static double LogOf(double value) => value > 0 ? PortableMath.Log(value) : double.NaN;
}
