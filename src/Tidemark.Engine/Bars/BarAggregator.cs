namespace Tidemark.Engine.Bars;

/// <summary>
/// Builds bars of a longer interval from shorter bars or from trades. A bar is closed by time (<see cref="TryClose"/>), not by the
/// next one; where there was no source data there is no bar. Whoever feeds it closes the open bar before adding data of the next one.
/// The engine and <c>data resample</c> both use it, so both make the same bars. Allocates nothing.
/// <para>Where shorter bars begin inside a longer one, that first one lacks its beginning and is never given out: its open would be a
/// price of its middle. Trades do not tell when they were first listened for, so the first bar of trades is given out.</para>
/// </summary>
public sealed class BarAggregator(Interval interval)
{
    private double open;
    private double high;
    private double low;
    private double close;
    private double volume;
    private bool hasBegun;
    private bool lacksBeginning;

    public Interval Interval => interval;

    /// <summary>Whether a bar is under way.</summary>
    public bool HasOpenBar { get; private set; }

    /// <summary>When the bar under way opened.</summary>
    public Instant OpenTime { get; private set; }

    /// <summary>When the bar under way closes.</summary>
    public Instant CloseTime { get; private set; }

    /// <summary>Adds a shorter bar that lies within the bar under way, or begins the bar that contains it.</summary>
    /// <exception cref="InvalidOperationException">The bar under way ended before (close it first), or began after.</exception>
    public void Add(in Bar bar)
    {
        if (!HasOpenBar)
        {
            Begin(bar.OpenTime, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume);
            lacksBeginning = !hasBegun && bar.OpenTime != OpenTime;
            hasBegun = true;
            return;
        }
        Check(bar.OpenTime);
        if (bar.High > high) high = bar.High;
        if (bar.Low < low) low = bar.Low;
        close = bar.Close;
        volume += bar.Volume;
    }

    /// <summary>Adds a trade that happened within the bar under way, or begins the bar that contains it.</summary>
    /// <exception cref="InvalidOperationException">The bar under way ended before (close it first), or began after.</exception>
    public void Add(in Trade trade)
    {
        if (!HasOpenBar)
        {
            Begin(trade.Time, trade.Price, trade.Price, trade.Price, trade.Price, trade.Quantity);
            (hasBegun, lacksBeginning) = (true, false);
            return;
        }
        Check(trade.Time);
        if (trade.Price > high) high = trade.Price;
        if (trade.Price < low) low = trade.Price;
        close = trade.Price;
        volume += trade.Quantity;
    }

    /// <summary>Closes the bar under way if its close time has come; false also for one that lacks its beginning.</summary>
    public bool TryClose(Instant now, out Bar closed)
    {
        if (!HasOpenBar || now < CloseTime)
        {
            closed = default;
            return false;
        }
        closed = new Bar(OpenTime, open, high, low, close, volume);
        HasOpenBar = false;
        return !lacksBeginning;
    }

    /// <summary>The state to continue from later.</summary>
    public BarAggregatorState Save() => new(HasOpenBar, HasOpenBar ? new Bar(OpenTime, open, high, low, close, volume) : default, hasBegun, HasOpenBar && lacksBeginning);

    /// <summary>Continues from a saved state of an aggregator of the same interval.</summary>
    /// <exception cref="ArgumentException">The bar under way does not open where a bar of this interval does.</exception>
    public void Restore(BarAggregatorState state)
    {
        var bar = state.OpenBar;
        if (state.HasOpenBar && !interval.IsAligned(bar.OpenTime)) throw new ArgumentException($"no bar of {interval} opens at {bar.OpenTime}");
        (HasOpenBar, hasBegun, lacksBeginning) = (state.HasOpenBar, state.HasBegun, state.LacksBeginning);
        if (!HasOpenBar) return;
        Begin(bar.OpenTime, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume);
    }

    private void Begin(Instant time, double first, double highest, double lowest, double last, double quantity)
    {
        HasOpenBar = true;
        OpenTime = interval.OpenOf(time);
        CloseTime = interval.CloseOf(OpenTime);
        (open, high, low, close, volume) = (first, highest, lowest, last, quantity);
    }

    private void Check(Instant time)
    {
        if (time >= CloseTime) throw new InvalidOperationException($"the bar of {OpenTime} must be closed before data of {time} is added");
        if (time < OpenTime) throw new InvalidOperationException($"data of {time} comes after the bar of {OpenTime} has begun");
    }
}
