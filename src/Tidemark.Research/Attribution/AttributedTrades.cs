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

    /// <summary>All fees that it paid, those of open positions included. Of strategies only; all lines together have the cost line of fees. Null where a conversion is missing.</summary>
    public decimal? FeesPaid { get; init; }

    /// <summary>What it got (negative: paid) of funding. Of strategies only; all lines together have the rest line.</summary>
    public decimal Funding { get; init; }

    /// <summary>The same for interest.</summary>
    public decimal Interest { get; init; }

    /// <summary>The same for fees of forced closing.</summary>
    public decimal Liquidation { get; init; }

    /// <summary>The same for what venues kept of transfers.</summary>
    public decimal Transfers { get; init; }

    /// <summary>Everything that it made: round trips, open positions, funding, interest, forced closing and transfers.</summary>
    public decimal NetPnl => Pnl + OpenPnl + Funding + Interest + Liquidation + Transfers;

    /// <summary>Winners over round trips; NaN without any.</summary>
    public double WinRate => RoundTrips == 0 ? double.NaN : (double)Winners / RoundTrips;

    /// <summary>Gross profit over gross loss; NaN without losers.</summary>
    public double ProfitFactor => GrossLoss == 0m ? double.NaN : (double)GrossProfit / -(double)GrossLoss;
}
