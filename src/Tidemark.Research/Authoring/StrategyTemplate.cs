using System.Text;

namespace Tidemark.Research.Authoring;

/// <summary>What a new strategy begins with: it runs, and passes its check, as it stands.</summary>
public static class StrategyTemplate
{
    private const string ClassMark = "CLASS";

    /// <summary>The C# file.</summary>
    public static string Source(string className) => new StringBuilder(SourceText).Replace(ClassMark, className).ToString();

    /// <summary>The expectations that lie beside it.</summary>
    public static string Test(string className) => new StringBuilder(TestText).Replace(ClassMark, className).ToString();

    private const string SourceText = """
        // A strategy is one class. Try it:
        //   ./tidemark strategy check CLASS.cs
        //   ./tidemark backtest --strategy CLASS.cs --instrument BTC/USD@bitfinex --interval 1h --param fast=12
        // What can be overridden and called: docs/how-to-add-a-strategy.md. Indicators: ./tidemark indicators list

        [About(
            Group = "trend",
            Idea = "A market that has risen for a while tends to rise on.",
            Rules = "Enter long one unit when the fast exponential average crosses above the slow one; exit when it crosses below, or at a stop so many average true ranges below the highest price since the entry.",
            FailsWhen = "The market goes sideways.")]
        public sealed class CLASS : Strategy
        {
            private PerInstrument<Crossover> crosses;
            private PerInstrument<AverageTrueRange> ranges;

            [Parameter(Min = 2, Max = 1_000, Description = "bars of the fast average")]
            public int Fast { get; init; } = 10;

            [Parameter(Min = 3, Max = 5_000, Description = "bars of the slow average")]
            public int Slow { get; init; } = 30;

            [Parameter(Min = 0.5, Max = 20, Description = "distance of the stop in average true ranges")]
            public double StopRanges { get; init; } = 3;

            // Parameters that must fit together are checked once, before anything runs.
            protected override void ValidateParameters()
            {
                if (Fast >= Slow) throw new BadInputException($"parameter fast ({Fast}) must be smaller than slow ({Slow})");
            }

            // Indicators are made once; the engine feeds them before each OnBar. Each instrument of the session has its own.
            protected override void OnStart()
            {
                crosses = PerInstrument(instrument => Crossover(Ema(Fast, instrument), Ema(Slow, instrument), instrument));
                ranges = PerInstrument(instrument => Atr(14, instrument));
            }

            // A bar has closed. An order sent now fills on the next bar at the earliest.
            protected override void OnBar(in BarClosed bar)
            {
                var cross = crosses[bar.Instrument];
                if (cross.Down) SetTarget(bar.Instrument, Quantity.Zero, "cross down");
                else if (cross.Up && Position(bar.Instrument).IsFlat) SetTarget(bar.Instrument, UnitQuantity, "cross up");
            }

            // Asked after each entry fill and at each close: below the highest price since the entry, and never moved back.
            protected override Price? StopPriceOf(OpenTrade trade)
            {
                var distance = StopRanges * ranges[trade.Instrument].Value;
                var level = (decimal)(trade.Highest - distance);
                return level > 0 ? Instruments[trade.Instrument.Value].RoundPrice(level, Rounding.Down, Now) : null;
            }
        }

        """;

    private const string TestText = """
        # What './tidemark strategy check CLASS.cs' expects besides seeing no future: decisions on each market.
        # Remove what does not suit your idea; add 'parameters:' to check other values.
        expect:
          minimumDecisions: 20     # over all markets: a strategy that does nothing has not been checked
          marketsWithDecisions: 3  # branches are only checked where they run

        """;
}
