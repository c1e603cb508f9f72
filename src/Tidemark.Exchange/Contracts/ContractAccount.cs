using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Contracts;

/// <summary>An account's positions and how it margins them. Its wallet is the free balance of the margin asset.</summary>
internal sealed class ContractAccount(ExchangeAccount owner)
{
    public const int UsualLeverage = 20;
    private readonly Dictionary<Market, int> leverages = [];
    private readonly HashSet<Market> isolated = [];
    private readonly Dictionary<(Market Market, ContractSide Side), ContractPosition> positions = [];
    private readonly List<ContractPosition> inOrder = [];

    public ExchangeAccount Owner { get; } = owner;

    /// <summary>Whether long and short positions of a market are kept apart.</summary>
    public bool IsHedged { get; set; }

    /// <summary>All that there have been, in the order of their beginning.</summary>
    public IReadOnlyList<ContractPosition> Positions => inOrder;

    public List<IncomeEntry> Income { get; } = [];

    public int LeverageOf(Market market) => leverages.GetValueOrDefault(market, UsualLeverage);

    public void SetLeverage(Market market, int leverage) => leverages[market] = leverage;

    public bool IsIsolated(Market market) => isolated.Contains(market);

    public void SetIsolated(Market market, bool isIsolated)
    {
        if (isIsolated) isolated.Add(market);
        else isolated.Remove(market);
    }

    public ContractPosition? Find(Market market, ContractSide side) => positions.GetValueOrDefault((market, side));

    public ContractPosition Of(Market market, ContractSide side)
    {
        if (positions.TryGetValue((market, side), out var position)) return position;
        positions.Add((market, side), position = new ContractPosition(market, side));
        inOrder.Add(position);
        return position;
    }
}
