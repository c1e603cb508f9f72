using System.Globalization;
using Tidemark.Engine.Sessions;
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

namespace Tidemark.Tests.Strategies.Arbitrage;

/// <summary>Small order books of several instruments, whole numbers, and what a strategy makes of them.</summary>
internal sealed class BookMarket
{
    private readonly List<(string Instrument, BookScenario Book)> books = [];
    private readonly List<(string Venue, Money Balance)> balances = [];

    public FeeSchedule Fees { get; init; } = FeePresets.Flat(0m);

    public string? Latency { get; init; }

    public RiskLimits Limits { get; init; } = RiskLimits.None;

    public BookMarket With(string instrument, BookScenario book)
    {
        books.Add((instrument, book));
        return this;
    }

    public BookMarket Owning(string venue, decimal quantity, string asset)
    {
        balances.Add((venue, new Money(quantity, asset)));
        return this;
    }

    public BacktestResult Run(string strategy, params string[] parameters)
    {
        var columns = books.Select(book => book.Book.Columns()).ToArray();
        var interval = Interval.Parse("1s");
        var created = StrategyCatalog.Create(strategy, parameters.Select(text => KeyValuePair.Create(text.Split('=')[0], text.Split('=')[1])));
        return Backtest.Run(new BacktestPlan
        {
            Setup = new SessionSetup
            {
                Instruments = [.. books.Select(book => new Instrument(InstrumentId.Parse(book.Instrument), [TradingRules.None with { PriceTick = 1m, QuantityStep = 1m, MinimumQuantity = 1m }]))],
                BaseIntervals = [.. books.Select(_ => interval)],
                Accounts = [.. balances.GroupBy(owned => owned.Venue).Select(owned => new AccountSetup(new AccountId(owned.Key), owned.Key,
                    created.NeedsShorting ? AccountKind.Margin : AccountKind.Spot, [.. owned.Select(each => each.Balance)], Fees.Rates, created.NeedsShorting ? FundsPolicy.InitialMargin : FundsPolicy.OwnedAssets))],
                Currency = "USDT",
                Limits = Limits,
                BookScales = [.. columns.Select(each => each.Scale)],
            },
            Venue = new VenueOptions(new BookFillModel(QueueModels.Parse(QueueModels.Default)), new NoSlippage(), Fees) { Latency = LatencyModels.Parse(Latency ?? "none") },
            Bars = [.. columns.Select(each => RecordedBars.Of(each, interval))],
            Books = columns,
            Strategies = [created],
        });
    }

    /// <summary>One line a fill: <c>1: buy 3@100 buy-leg</c>, the instrument's number first.</summary>
    public static string[] TextOf(BacktestResult result) => [.. result.Fills.Select(fill => string.Create(CultureInfo.InvariantCulture,
        $"{fill.Instrument.Value + 1}: {(fill.Side == Side.Buy ? "buy" : "sell")} {fill.Quantity}@{fill.Price} {fill.Tag}"))];
}
