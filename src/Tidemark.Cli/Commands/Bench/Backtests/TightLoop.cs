using Tidemark.Indicators;

namespace Tidemark.Cli.Commands.Bench.Backtests;

/// <summary>
/// The moving-average crossover as a minimal hand-written loop with the arithmetic of the engine: exact window sums, the rule for
/// crosses, fills at the next open with slippage and the volume cap, fees and cash in decimal, equity of every bar. No events, no
/// orders, no checks: what the engine costs is measured against it, and both must end with the same equity.
/// </summary>
internal static class TightLoop
{
    /// <param name="bars">The bars.</param>
    /// <param name="fast">Bars of the fast average.</param>
    /// <param name="slow">Bars of the slow average.</param>
    /// <param name="quantity">Base units of a position.</param>
    /// <param name="cash">Cash at the start.</param>
    /// <param name="feeRate">Fraction of notional.</param>
    /// <param name="slippage">Fraction of the price.</param>
    /// <param name="tick">Prices are rounded to it against us.</param>
    /// <param name="cap">Share of a bar's volume that may fill.</param>
    /// <param name="equity">Takes one value per bar.</param>
    /// <returns>The number of fills.</returns>
    public static int Run(BarColumns bars, int fast, int slow, decimal quantity, decimal cash, decimal feeRate, double slippage, decimal? tick, decimal cap, double[] equity)
    {
        var opens = bars.Open.Span;
        var closes = bars.Close.Span;
        var volumes = bars.Volume.Span;
        var fastSum = new ExactWindowSum(fast);
        var slowSum = new ExactWindowSum(slow);
        var (position, side, pending, fills) = (0m, 0, 0m, 0);
        var (cashMark, positionMark) = ((double)cash, 0.0);
        for (var index = 0; index < closes.Length; index++)
        {
            if (pending != 0m)
            {
                var room = cap * (decimal)volumes[index];
                var filled = Math.Clamp(pending, -room, room);
                if (filled != 0m)
                {
                    var isBuy = filled > 0m;
                    var price = (decimal)(opens[index] * (isBuy ? 1 + slippage : 1 - slippage));
                    if (tick is { } size) price = (isBuy ? decimal.Ceiling(price / size) : decimal.Floor(price / size)) * size;
                    var notional = price * filled;
                    cash -= notional + Math.Abs(notional) * feeRate;
                    position += filled;
                    pending -= filled;
                    fills++;
                    (cashMark, positionMark) = ((double)cash, (double)position);
                }
            }
            var close = closes[index];
            fastSum.Add(close);
            slowSum.Add(close);
            if (slowSum.IsFull)
            {
                var difference = fastSum.Sum / fast - slowSum.Sum / slow;
                if (difference > 0)
                {
                    // Also while the rest of an exit still waits for volume: the position is filled up again.
                    if (side < 0 && (position == 0m || pending < 0m)) pending = quantity - position;
                    side = 1;
                }
                else if (difference < 0)
                {
                    if (side > 0) pending = -position;
                    side = -1;
                }
            }
            equity[index] = cashMark + positionMark * close;
        }
        return fills;
    }
}
