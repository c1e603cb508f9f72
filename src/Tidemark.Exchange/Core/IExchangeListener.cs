using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Core;

/// <summary>Hears what happens, on the core's thread, in the order in which it happens.</summary>
internal interface IExchangeListener
{
    void OnTrade(Market market, in PublicTrade trade);

    /// <summary>A command has ended: the best prices may have moved, aggregate trades are complete.</summary>
    void OnCommandEnded(Market market, long lastAggregateBefore);

    void OnReport(in ExecutionReport report);

    void OnBalances(ExchangeAccount account, IReadOnlyCollection<string> assets);

    /// <summary>A pair of orders began, or ended.</summary>
    void OnPair(OrderPair pair);

    /// <summary>The price of a fill was changed afterwards; its trade id stays. The balances follow.</summary>
    void OnCorrection(ExchangeFill before, ExchangeFill after)
    {
    }

    /// <summary>A tenth of a second of the exchange's time has gone by.</summary>
    void OnStep(Instant now, long step);
}
