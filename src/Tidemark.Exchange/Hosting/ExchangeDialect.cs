using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Binance;
using Tidemark.Exchange.Coinbase;
using Tidemark.Exchange.Contracts;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Kraken;
using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Hosting;

/// <summary>A venue whose wire formats the exchange speaks.</summary>
public sealed class ExchangeDialect
{
    /// <summary>All there are.</summary>
    public static readonly IReadOnlyList<ExchangeDialect> All = [BinanceDialect.Descriptor, CoinbaseDialect.Descriptor, KrakenDialect.Descriptor];

    internal ExchangeDialect(string name, Func<ExchangeLoop, IDialect> create) => (Name, Create) = (name, create);

    /// <summary>As in <c>--dialect</c>.</summary>
    public string Name { get; }

    /// <summary>Where its REST API begins, without the slash in front.</summary>
    public required string RestPath { get; init; }

    /// <summary>Where its WebSockets begin, each without the slash in front.</summary>
    public required IReadOnlyList<string> SocketPaths { get; init; }

    /// <summary>Where requests and sockets of its perpetuals begin; none where it has none.</summary>
    public IReadOnlyList<string> ContractPaths { get; init; } = [];

    /// <summary>The perpetuals there are when nothing else is asked for.</summary>
    public IReadOnlyList<string> ContractSymbols => HasContracts ? [.. ContractMarkets.All.Select(market => market.Symbol)] : [];

    /// <summary>What is traded when nothing else is asked for.</summary>
    public required IReadOnlyList<MarketRules> Markets { get; init; }

    public FeeSchedule Fees { get; init; } = FeeSchedule.Usual;

    /// <summary>Makes an account with keys in the venue's form, from its name.</summary>
    public required Func<string, AccountDefinition> MakeKeys { get; init; }

    /// <summary>What checks an account's requests, from its keys in the venue's form.</summary>
    internal Func<AccountDefinition, ApiKey> ReadKey { get; init; } = account => new ApiKey(account.Key, account.Secret);

    /// <summary>Whether it has perpetuals.</summary>
    public bool HasContracts { get; init; }

    internal Func<ExchangeLoop, IDialect> Create { get; }

    /// <exception cref="BadInputException">There is no such dialect.</exception>
    public static ExchangeDialect Of(string name) => All.FirstOrDefault(dialect => dialect.Name == name)
        ?? throw new BadInputException($"--dialect {name}: there is no such dialect{NearestNames.Hint(name, All.Select(dialect => dialect.Name))}");
}
