using System.Collections.Immutable;

namespace Tidemark.Simulation.Contracts;

/// <summary>How a venue margins contracts and closes what is no longer covered.</summary>
/// <param name="Mode">What stands behind a position.</param>
/// <param name="Tables">Margin tables by symbol (<c>BTC/USDT:USDT</c>); <c>*</c> for all others.</param>
public sealed record MarginRules(MarginMode Mode, ImmutableSortedDictionary<string, MaintenanceTable> Tables)
{
    /// <summary>Stands for every symbol without a table of its own.</summary>
    public const string AnySymbol = "*";

    /// <summary>
    /// Assumed where no table is given, about what large venues ask of their most liquid contracts in 2026: half a percent for the
    /// smallest positions.
    /// </summary>
    public static readonly MarginRules Default = new(MarginMode.Cross, ImmutableSortedDictionary.Create<string, MaintenanceTable>(StringComparer.Ordinal).Add(AnySymbol,
        new MaintenanceTable([new(0m, 0.005m, 100m), new(500_000m, 0.01m, 50m), new(5_000_000m, 0.025m, 20m), new(20_000_000m, 0.05m, 10m), new(50_000_000m, 0.1m, 5m)])))
    {
        Source = "built in: 0.5 % from 0, 1 % from 500 thousand, 2.5 % from 5 million, 5 % from 20 million, 10 % from 50 million",
    };

    /// <summary>Whether the margin is worked out on a position's value at its entry (Bybit) instead of at the mark price (Binance, OKX).</summary>
    public bool IsOnEntryValue { get; init; }

    /// <summary>What the venue takes of a position that it closes, as a fraction of its value.</summary>
    public decimal LiquidationFeeRate { get; init; } = 0.005m;

    /// <summary>What the venue takes of a position that expires, as a fraction of its value.</summary>
    public decimal SettlementFeeRate { get; init; }

    /// <summary>Where the numbers come from.</summary>
    public string Source { get; init; } = "given";

    /// <exception cref="BadInputException">There is no table for the contract.</exception>
    public MaintenanceTable TableOf(InstrumentId instrument)
    {
        if (Tables.TryGetValue(instrument.Symbol, out var table) || Tables.TryGetValue(AnySymbol, out table)) return table;
        throw new BadInputException($"--margin-tiers: there is no table for {instrument.Symbol}{NearestNames.Hint(instrument.Symbol, Tables.Keys)}");
    }
}
