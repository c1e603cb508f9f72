namespace Tidemark.Research.Results;

/// <summary>What came of a number of round trips. Money is in the currency of the run and after fees; what is undefined is NaN.</summary>
/// <param name="Count">Round trips.</param>
/// <param name="Winners">Those with a profit above zero.</param>
/// <param name="Losers">Those with a loss.</param>
/// <param name="Pnl">The sum of all.</param>
/// <param name="Fees">What the venue took of them.</param>
/// <param name="GrossProfit">The sum of the winners.</param>
/// <param name="GrossLoss">The sum of the losers, negative.</param>
/// <param name="LargestWin">The best one, zero without winners.</param>
/// <param name="LargestLoss">The worst one, zero without losers.</param>
/// <param name="MeanReturn">The mean of profit over entry notional.</param>
/// <param name="MeanBars">Mean length in bars.</param>
/// <param name="LongestLosingStreak">Losers in a row, by time of exit.</param>
public sealed record TradeStatistics(int Count, int Winners, int Losers, decimal Pnl, decimal Fees, decimal GrossProfit, decimal GrossLoss,
    decimal LargestWin, decimal LargestLoss, double MeanReturn, double MeanBars, int LongestLosingStreak)
{
    /// <summary>Winners over round trips.</summary>
    public double WinRate => Divide(Winners, Count);

    /// <summary>Gross profit over gross loss; NaN without losers.</summary>
    public double ProfitFactor => Divide((double)GrossProfit, -(double)GrossLoss);

    /// <summary>Mean profit of a round trip.</summary>
    public double Expectancy => Divide((double)Pnl, Count);

    public double AverageWin => Divide((double)GrossProfit, Winners);

    /// <summary>Negative.</summary>
    public double AverageLoss => Divide((double)GrossLoss, Losers);

    /// <summary>Average win over average loss, without sign.</summary>
    public double PayoffRatio => Divide(AverageWin, -AverageLoss);

    public static TradeStatistics Of(IEnumerable<RoundTrip> roundTrips)
    {
        int count = 0, winners = 0, losers = 0, streak = 0, longestStreak = 0;
        decimal fees = 0, profit = 0, loss = 0, best = 0, worst = 0;
        double returns = 0, bars = 0;
        foreach (var trip in roundTrips)
        {
            count++;
            fees += trip.Fees;
            returns += trip.Return;
            bars += trip.Bars;
            if (trip.Pnl > 0)
            {
                winners++;
                profit += trip.Pnl;
            }
            else if (trip.Pnl < 0)
            {
                losers++;
                loss += trip.Pnl;
            }
            streak = trip.Pnl < 0 ? streak + 1 : 0;
            longestStreak = Math.Max(longestStreak, streak);
            best = Math.Max(best, trip.Pnl);
            worst = Math.Min(worst, trip.Pnl);
        }
        return new TradeStatistics(count, winners, losers, DecimalForm.Canonical(profit + loss), DecimalForm.Canonical(fees), DecimalForm.Canonical(profit),
            DecimalForm.Canonical(loss), best, worst, Divide(returns, count), Divide(bars, count), longestStreak);
    }

    private static double Divide(double numerator, double denominator) => denominator == 0 ? double.NaN : numerator / denominator;
}
