using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Faults;
using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Hosting;

/// <summary>What a simulated exchange is made of.</summary>
public sealed record ExchangeOptions
{
    /// <summary>Whose wire formats it speaks: a name of <see cref="ExchangeDialect.All"/>.</summary>
    public string Dialect { get; init; } = "binance";

    /// <summary>0 takes any free one. It listens on this machine only.</summary>
    public int Port { get; init; }

    public IReadOnlyList<AccountDefinition> Accounts { get; init; } = [];

    /// <summary>Null for those of the dialect.</summary>
    public IReadOnlyList<MarketRules>? Markets { get; init; }

    /// <summary>Perpetuals, where the dialect has them; null for the usual ones.</summary>
    public IReadOnlyList<MarketRules>? Contracts { get; init; }

    /// <summary>A folder that keeps the state over restarts; null for none.</summary>
    public string? StateFolder { get; init; }

    /// <summary>Recorded data that some of the markets follow; the first <see cref="History"/> of it is the past at the opening.</summary>
    public IReadOnlyList<MarketTape> Tapes { get; init; } = [];

    /// <summary>The same seed and the same times give the same market.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many times faster than the clock the exchange's time runs.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>How much past the simulated traders make before it opens.</summary>
    public Duration History { get; init; } = Duration.FromHours(1);

    /// <summary>What goes wrong from the opening on; null for nothing.</summary>
    public FaultPlan? Faults { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
