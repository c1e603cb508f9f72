using Tidemark.Exchange.Core;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Contracts;

/// <summary>Hears besides what happens to positions and mark prices.</summary>
internal interface IContractListener : IExchangeListener
{
    void OnAccount(ContractAccount account, AccountChange reason, IReadOnlyCollection<ContractPosition> positions);

    /// <summary>New mark prices in all markets, once a second.</summary>
    void OnMarks();

    void OnMarginCall(ContractAccount account, IReadOnlyCollection<ContractPosition> positions);

    /// <summary>The exchange has closed a position with this order.</summary>
    void OnForced(ExchangeOrder order);

    void OnAlgo(ExchangeOrder order, AlgoEvent what);

    void OnLeverage(ContractAccount account, Market market);
}
