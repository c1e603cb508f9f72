using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Coinbase.Access;
using Tidemark.Exchange.Coinbase.Wire;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Coinbase;

/// <summary>What the Coinbase dialect keeps beside the exchange itself; used on the exchange's thread only.</summary>
internal sealed class CoinbaseVenue(ExchangeCore core)
{
    public ExchangeCore Core { get; } = core;

    public Gatekeeper Gate { get; } = new(core);

    public RateLimits Limits { get; } = new();

    public OrderIds Ids { get; } = new(core);

    /// <summary>All currencies that can be had, by name.</summary>
    public IReadOnlyList<string> Assets { get; } =
        [.. core.Markets.SelectMany(market => (string[])[market.Rules.BaseAsset, market.Rules.QuoteAsset]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public Market MarketOf(string product) => Core.FindMarket(product) ?? throw CoinbaseError.Argument("ProductID is invalid");

    public static string UserIdOf(ExchangeAccount account) => CoinbaseText.IdOf($"user {account.Name}");

    public static string PortfolioIdOf(ExchangeAccount account) => CoinbaseText.IdOf($"portfolio {account.Name}");

    public static string WalletIdOf(ExchangeAccount account, string asset) => CoinbaseText.IdOf($"wallet {account.Name} {asset}");
}
