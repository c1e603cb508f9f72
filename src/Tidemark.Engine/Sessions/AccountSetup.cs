using System.Collections.Immutable;

namespace Tidemark.Engine.Sessions;

/// <summary>One account at one venue.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Venue">The venue; instruments of that venue trade on this account.</param>
/// <param name="Kind">Spot or margin.</param>
/// <param name="Balances">What it holds at the start.</param>
/// <param name="Fees">The rates assumed in checks before an order is sent.</param>
/// <param name="Funds">When orders are refused for lack of funds.</param>
/// <param name="Leverage">Positions over equity allowed on margin, at least 1.</param>
public sealed record AccountSetup(AccountId Id, string Venue, AccountKind Kind, ImmutableArray<Money> Balances, FeeRates Fees,
    FundsPolicy Funds, decimal Leverage = 1m)
{
    /// <summary>Whether long and short positions of one instrument stand side by side.</summary>
    public PositionMode PositionMode { get; init; }
}
