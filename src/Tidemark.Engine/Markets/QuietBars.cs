using Tidemark.Engine.Orders.Running;
using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Recording;
using Tidemark.Engine.Strategies;
using Tidemark.Engine.Time;
using Tidemark.Engine.Universes;

namespace Tidemark.Engine.Markets;

/// <summary>
/// The way of bars through the engine while nothing else happens: a single series, no order under way, no timer due. What is done for a bar,
/// and in which order, is the same as in <see cref="TradingEngine"/>; what could only matter to others is looked at once for many bars.
/// </summary>
internal sealed class QuietBars(EngineServices services, Clock clock, IEngineRecorder recorder, InstantCloser closer, OrderRunner runner, UniverseKeeper universe, Instant tradingStart)
{
    private readonly Portfolio portfolio = services.Portfolio;
    private readonly TimerQueue timers = services.Timers;
    private readonly Lull lull = services.Lull;

    /// <summary>Takes bars in order until something needs the whole engine.</summary>
    /// <param name="bars">Of the session's only instrument, each of which arrives at its close.</param>
    /// <param name="length">Of their interval.</param>
    /// <param name="until">Bars that close later are not taken.</param>
    /// <param name="engine">Tells strategies and fires timers.</param>
    /// <returns>How many were taken; 0 where the session is no such one, or is not quiet.</returns>
    public int Take(ReadOnlySpan<Bar> bars, Duration length, Instant until, TradingEngine engine)
    {
        if (!IsQuiet) return 0;
        var series = services.Market.Base(default);
        var runtime = series.Subscribers[0];
        var (strategy, interval, book) = (runtime.Strategy, series.Interval, portfolio.Book);
        var position = portfolio.PositionOf(0, default);
        var last = Instant.Min(until, new Instant(timers.NextDue.Nanoseconds - 1));
        runtime.CurrentInstrument = default;
        lull.Begin();
        var taken = 0;
        while (taken < bars.Length)
        {
            ref readonly var bar = ref bars[taken];
            var closeTime = bar.OpenTime + length;
            if (closeTime > last) break;
            taken++;
            clock.AdvanceTo(closeTime);
            series.Apply(bar);
            book.PriceChanged(default, bar.Close);
            if (!position.IsFlat) position.Mark(bar.High, bar.Low);
            if (closeTime <= tradingStart) continue;
            strategy.OnBar(new BarClosed(default, interval, bar, closeTime));
            if (engine.HasNotices) engine.TellStrategies();
            recorder.InstantClosed(closeTime, book.Equity, !position.IsFlat);
            if (!lull.IsOver) continue;
            engine.FireTimersAt(closeTime);
            break;
        }
        lull.End();
        return taken;
    }

    private bool IsQuiet =>
        services.Market.HasOneSeries && services.Market.Base(default).Subscribers is [{ Trades: null }]
        && services.Shadows.IsEmpty && closer is { IsEmpty: true, IsHeard: false } && !runner.IsBusy && universe.NextDue == Instant.MaxValue
        && services.Portfolio.Book.Accounts is [{ Setup.PositionMode: PositionMode.OneWay }];
}
