using Tidemark.Engine.Sessions;
using Tidemark.Research.Checks;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Books.Queues;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Latency;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;
using Tidemark.Storage.Books;
using Tidemark.Strategies;
using Tidemark.Tests.Simulation.Books;

namespace Tidemark.Tests.Strategies.MarketMaking;

/// <summary>Small books in whole numbers around 10,000, so that a tick is a basis point, and what a strategy quotes in them: a unit is five coins.</summary>
internal sealed class MakerScenario
{
    private readonly List<(string Instrument, BookScenario Book, decimal Step)> books = [];

    public decimal FeeBasisPoints { get; init; }

    public string Latency { get; init; } = "none";

    public BacktestResult Result { get; private set; } = null!;

    public MakerScenario With(string instrument, BookScenario book, decimal step = 1m)
    {
        books.Add((instrument, book, step));
        return this;
    }

    /// <summary>Every decision, in order: <c>Buy 1 at 9995</c>, <c>Buy to 9994</c>, <c>Buy off</c>; of the second instrument with <c>hedge</c> before it.</summary>
    public string[] Run(string strategy, params string[] parameters)
    {
        var tape = new DecisionTape();
        var columns = books.Select(book => book.Book.Columns()).ToArray();
        var interval = Interval.Parse("1s");
        var fees = FeePresets.Flat(FeeBasisPoints);
        var created = StrategyCatalog.Create(strategy, parameters.Select(text => KeyValuePair.Create(text.Split('=')[0], text.Split('=')[1])));
        Result = Backtest.Run(new BacktestPlan
        {
            Setup = new SessionSetup
            {
                Instruments = [.. books.Select(book => new Instrument(InstrumentId.Parse(book.Instrument), [TradingRules.None with { QuantityStep = book.Step }]))],
                BaseIntervals = [.. books.Select(_ => interval)],
                Accounts = [.. books.Select(book => InstrumentId.Parse(book.Instrument).Venue).Distinct().Select(venue =>
                    new AccountSetup(new AccountId(venue), venue, created.NeedsShorting ? AccountKind.Margin : AccountKind.Spot, [new Money(1_000_000m, "USDT")], fees.Rates, created.NeedsShorting ? FundsPolicy.InitialMargin : FundsPolicy.OwnedAssets))],
                Currency = "USDT",
                BookScales = [.. columns.Select(each => each.Scale)],
                Sizing = new SizingRule(SizingKind.FixedQuantity, 5m),
            },
            Venue = new VenueOptions(new BookFillModel(QueueModels.Parse(QueueModels.Default)), new NoSlippage(), fees) { Latency = LatencyModels.Parse(Latency) },
            Bars = [.. columns.Select(each => RecordedBars.Of(each, interval))],
            Books = columns,
            Strategies = [created],
            Recorder = tape,
            EngineMade = engine => tape.Engine = engine,
        });
        return [.. tape.Decisions.Select(decision => TextOf(decision.Text))];
    }

    private static string TextOf(string decision)
    {
        var side = decision.Contains("Buy", StringComparison.Ordinal) ? "Buy" : "Sell";
        if (decision.StartsWith("cancellation", StringComparison.Ordinal)) return $"{side} off";
        if (decision.StartsWith("change", StringComparison.Ordinal)) return $"{side} to {decision.Split("LimitPrice = ")[1].Split(',')[0].TrimEnd()}";
        var words = decision.Split(' ');
        var price = Array.IndexOf(words, "at") is > 0 and var at ? $" at {words[at + 1]}" : "";
        return $"{(decision.Contains("(hedge)", StringComparison.Ordinal) ? "hedge " : "")}{side} {words[1]}{price}";
    }
}
