namespace Tidemark.Research.Attribution;

/// <summary>The round trips that have something in common, and the part of the account's profit that they made.</summary>
/// <param name="Name">What they share: a tag, an instrument, an hour.</param>
/// <param name="RoundTrips">How many.</param>
/// <param name="Winners">Those with a profit above zero.</param>
/// <param name="Pnl">Their profit after fees, in whole units of <see cref="MoneyUnits"/>.</param>
/// <param name="Fees">Their fees, in the same units.</param>
/// <param name="GrossProfit">The sum of the winners.</param>
/// <param name="GrossLoss">The sum of the losers, negative.</param>
/// <param name="MeanReturn">The mean of profit over entry notional; NaN without round trips.</param>
public sealed record AttributedTrades(string Name, int RoundTrips, int Winners, decimal Pnl, decimal Fees, decimal GrossProfit, decimal GrossLoss, double MeanReturn)
{
    /// <summary>
    /// What open positions of this instrument or strategy made besides; not in <see cref="Pnl"/>. All lines together have the rest line of
    /// open positions. Zero for what does not tell open positions apart.
    /// </summary>
    public decimal OpenPnl { get; init; }

    /// <summary>Winners over round trips; NaN without any.</summary>
    public double WinRate => RoundTrips == 0 ? double.NaN : (double)Winners / RoundTrips;

    /// <summary>Gross profit over gross loss; NaN without losers.</summary>
    public double ProfitFactor => GrossLoss == 0m ? double.NaN : (double)GrossProfit / -(double)GrossLoss;
}
