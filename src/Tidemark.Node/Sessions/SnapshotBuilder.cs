using Tidemark.Engine.Journaling;
using Tidemark.Engine.Orders;
using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Sessions;
using Tidemark.Node.Markets;
using Tidemark.Simulation.Contracts;

namespace Tidemark.Node.Sessions;

/// <summary>Makes the immutable picture of a session that readers get. Called on the session's own thread, between two events.</summary>
internal sealed class SnapshotBuilder(SessionKernel kernel, ISessionMarket market, double speed)
{
    private const int OrdersShown = 500;
    private const int MostNamesShown = 4;

    private long version;

    public SessionSnapshot Build(SessionStatus status, string? problem, long journalRecords)
    {
        var engine = kernel.Engine;
        var setup = engine.Setup;
        return new SessionSnapshot
        {
            Version = ++version,
            SessionId = setup.JournalId.ToString("x32", System.Globalization.CultureInfo.InvariantCulture),
            Status = status,
            Description = Describe(status),
            Problem = problem,
            PriceSource = market.Description,
            IsSimulated = market.IsSimulated,
            Speed = speed,
            Now = engine.Clock.Now,
            StartedAt = setup.TradingStart,
            Strategy = string.Join('+', engine.Strategies.Select(strategy => strategy.Name)),
            Parameters = [.. kernel.Started.Strategies.SelectMany(ParametersOf)],
            Sizing = setup.Sizing.ToString(),
            Costs = CostsText(),
            Instruments = [.. setup.Instruments.Select((instrument, index) => ViewOf(instrument, index, engine.Portfolio.Book))],
            Currency = setup.Currency,
            InitialEquity = InitialEquity(setup, kernel.Tracker),
            Equity = engine.Portfolio.Equity,
            Balances = [.. engine.Portfolio.Book.Accounts.SelectMany(account => account.Assets.Select(asset => new BalanceView(account.Setup.Id.Name, asset, account.Balance(asset))))],
            Positions = [.. engine.Portfolio.AllPositions.Where(position => !position.IsFlat).Select(ViewOf)],
            Orders = OrdersOf(engine.Orders),
            Fills = [.. kernel.Tracker.Fills.Select(ViewOf)],
            FillCount = kernel.Tracker.FillCount,
            RoundTripCount = kernel.Tracker.RoundTripCount,
            WinningRoundTripCount = kernel.Tracker.WinningRoundTripCount,
            Fees = kernel.Tracker.Fees,
            Slippage = kernel.Tracker.Slippage,
            Funding = kernel.Tracker.Paid(LedgerKind.Funding),
            Interest = kernel.Tracker.Paid(LedgerKind.Interest),
            Liquidation = kernel.Tracker.Paid(LedgerKind.Liquidation) + kernel.Tracker.Paid(LedgerKind.Insurance) + kernel.Tracker.Paid(LedgerKind.Settlement),
            Models = kernel.Predictions.Models,
            ModelViews = kernel.Predictions.ModelViews,
            Predictions = kernel.Predictions.Views,
            PredictionCount = kernel.Predictions.Count,
            Equities = kernel.Tracker.Equity.ToList(),
            Bars = [.. kernel.Bars],
            JournalRecords = journalRecords,
        };
    }

    private string Describe(SessionStatus status)
    {
        var setup = kernel.Engine.Setup;
        var traded = setup.Instruments.Take(setup.TradedCount).Select(instrument => instrument.Id).ToList();
        var what = $"{(traded.Count > MostNamesShown ? $"{traded.Count} instruments" : string.Join(", ", traded))} {setup.BaseIntervals[0]} bars";
        var strategies = string.Join(" + ", kernel.Started.Strategies);
        var pace = speed == 1 ? "in real time" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"at {speed:0.##} times real time");
        return status switch
        {
            SessionStatus.Recovering => "Taking up where it left off: replaying its journal.",
            SessionStatus.WarmingUp => $"Feeding history of {what} to {string.Join('+', kernel.Engine.Strategies.Select(strategy => strategy.Name))} before trading starts.",
            SessionStatus.Running => $"Trading {what} from the {market.Description} with {strategies} {pace}, on paper.",
            SessionStatus.Paused => "Paused: no new positions; orders that reduce positions still pass.",
            SessionStatus.WaitingForPrices => $"Waiting: the {market.Description} gives no prices.",
            SessionStatus.Finished => $"The {market.Description} has come to its end.",
            SessionStatus.Stopped => "Stopped.",
            _ => "Stopped by itself because something is wrong.",
        };
    }

    private InstrumentView ViewOf(Instrument instrument, int index, AccountBook book)
    {
        var interval = kernel.Engine.Setup.BaseIntervals[index];
        return new InstrumentView(instrument.Id, interval, book.LastPrice(new InstrumentIndex(index)), kernel.LastBarAt(index));
    }

    private PositionView ViewOf(Position position)
    {
        var engine = kernel.Engine;
        var mark = engine.Portfolio.Book.LastPrice(position.Instrument);
        var average = position.AveragePrice.ToDouble();
        // An inverse contract is a quantity of quote currency: what it gains is counted in base currency.
        var perUnit = position.IsInverse ? 1 / average - 1 / mark : mark - average;
        var profit = perUnit * (double)position.Quantity.Value * engine.Portfolio.Book.QuoteRate(position.Instrument);
        return new PositionView(NameOf(position.Instrument), engine.Strategies[position.Strategy].Name, position.Quantity.Value, position.AveragePrice.Value, mark, profit);
    }

    private List<OrderView> OrdersOf(OrderLedger orders) =>
        [.. orders.Active.Reverse().Concat(orders.RecentlyClosed.Reverse()).Take(OrdersShown).Select(ViewOf)];

    private OrderView ViewOf(Order order)
    {
        var setup = kernel.Engine.Setup;
        var strategy = kernel.Engine.Strategies[order.Request.Strategy];
        var name = ClientOrderIds.For(setup.JournalId, setup.Accounts[order.Request.Account].Id, strategy, order.Request.Intent, order.Request.Slice);
        return new OrderView(order.Id.Value, name.ToString(), NameOf(order.Instrument), strategy.Name, order.Side, order.Type, order.Quantity.Value, order.FilledQuantity.Value,
            order.LimitPrice?.Value, order.StopPrice?.Value, order.AveragePrice?.Value, order.Status, order.Reason, order.Tag, order.Request.CreatedAt)
        {
            TimeInForce = order.Request.TimeInForce,
            IsReduceOnly = order.Request.ReduceOnly,
            ParentId = order.Request.IsContingent ? order.Request.Parent.Value : null,
            OcoGroup = order.Request.OcoGroup,
            IsTriggered = order.IsTriggered,
            IsRunByEngine = order.IsRunByEngine,
            Options = order.Request.Options,
        };
    }

    private FillView ViewOf(Fill fill) => new(fill.Order.Value, NameOf(fill.Instrument), kernel.Engine.Strategies[fill.Strategy].Name, fill.Side, fill.Time,
        fill.Price.Value, fill.Quantity.Value, fill.Fee, fill.FeeAsset, fill.Tag)
    { Slippage = DecimalForm.Canonical(fill.Slippage) };

    private InstrumentId NameOf(InstrumentIndex instrument) => kernel.Engine.Setup.Instruments[instrument.Value].Id;

    private IEnumerable<KeyValuePair<string, string>> ParametersOf(StrategyDescription strategy, int number)
    {
        var prefix = kernel.Started.Strategies.Length == 1 ? "" : $"{kernel.Engine.Strategies[number].Name}.";
        return strategy.Parameters.Select(parameter => KeyValuePair.Create(prefix + parameter.Name, parameter.Text));
    }

    private string CostsText()
    {
        var venue = kernel.Venue;
        var text = $"{venue.Fees}, slippage {venue.Slippage.Name}{(venue.Latency is { } latency ? $", latency {latency.Name}" : "")}, fills {venue.Fills.Name}";
        if (venue.Interest is { } interest) text += $", interest {interest.Text.Replace("*=", "", StringComparison.Ordinal)} a day";
        return kernel.Engine.Setup.Instruments.Any(instrument => instrument.Id.IsContract) ? $"{text}, {(venue.Margin.Mode == MarginMode.Cross ? "cross" : "isolated")} margin" : text;
    }

    /// <summary>What the session began with in its own currency; other assets are worth what the first close says.</summary>
    private static double InitialEquity(SessionSetup setup, SessionTracker tracker)
    {
        var balances = setup.Accounts.SelectMany(account => account.Balances).Where(balance => balance.Value != 0m).ToList();
        if (tracker.FirstEquity is { } first && double.IsFinite(first) && balances.Any(balance => balance.Asset != setup.Currency)) return first;
        return (double)balances.Where(balance => balance.Asset == setup.Currency).Sum(balance => balance.Value);
    }
}
