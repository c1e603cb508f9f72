namespace Tidemark.Research.Attribution;

/// <summary>Counts round trips one by one.</summary>
internal sealed class TradeTally
{
    private int count;
    private int winners;
    private decimal fees;
    private decimal profit;
    private decimal loss;
    private double returns;

    public decimal Pnl => profit + loss;

    /// <param name="trip">What was closed.</param>
    /// <param name="pnl">Its profit in units of <see cref="MoneyUnits"/>.</param>
    /// <param name="fee">Its fees in the same.</param>
    public void Add(RoundTrip trip, decimal pnl, decimal fee)
    {
        count++;
        fees += fee;
        returns += trip.Return;
        if (pnl > 0m)
        {
            winners++;
            profit += pnl;
        }
        else
        {
            loss += pnl;
        }
    }

    public AttributedTrades Named(string name) => new(name, count, winners, DecimalForm.Canonical(Pnl), DecimalForm.Canonical(fees),
        DecimalForm.Canonical(profit), DecimalForm.Canonical(loss), count == 0 ? double.NaN : returns / count);
}
