using Tidemark.Engine.Events;
using Tidemark.Engine.Orders.Running;
using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Strategies;

namespace Tidemark.Engine.Markets;

/// <summary>Takes single trades and quotes: marks positions, feeds indicators, lets orders that the engine runs meet the price, calls strategies.</summary>
internal sealed class TickFeed(MarketState market, Portfolio portfolio, OrderRunner runner, MarketCalls calls)
{
    public void TakeTrade(in EngineEvent next)
    {
        var trade = next.AsTrade();
        portfolio.Book.PriceChanged(next.Instrument, trade.Price);
        market.Base(next.Instrument).Apply(trade);
        if (runner.IsBusy) runner.Meet(next.Instrument, Bar.OfPrice(trade.Time, trade.Price));
        calls.Trade(next.Instrument, trade);
    }

    public void TakeQuote(in EngineEvent next)
    {
        var quote = next.AsQuote();
        portfolio.Book.PriceChanged(next.Instrument, quote.Mid);
        market.Base(next.Instrument).Apply(quote);
        if (runner.IsBusy) runner.Meet(next.Instrument, Bar.OfPrice(quote.Time, quote.Mid));
        calls.Quote(next.Instrument, quote);
    }
}
