using System.Collections.Immutable;

namespace Tidemark.Simulation.Contracts;

/// <summary>The margin that a position of a contract must keep, by its value.</summary>
public sealed class MaintenanceTable
{
    /// <param name="tiers">From the smallest value, which is 0, upward; deductions are worked out here.</param>
    /// <exception cref="ArgumentException">The steps do not ascend from 0, or a rate is not a fraction between 0 and 1.</exception>
    public MaintenanceTable(IEnumerable<MaintenanceTier> tiers)
    {
        var made = ImmutableArray.CreateBuilder<MaintenanceTier>();
        foreach (var tier in tiers)
        {
            var before = made.Count == 0 ? null : made[^1];
            if (before is null && tier.NotionalFrom != 0m) throw new ArgumentException("the first tier must begin at 0");
            if (before is not null && tier.NotionalFrom <= before.NotionalFrom) throw new ArgumentException($"tiers must ascend: {tier.NotionalFrom} follows {before.NotionalFrom}");
            if (tier.Rate is < 0m or >= 1m) throw new ArgumentException($"rate {tier.Rate} must be a fraction from 0 to below 1");
            if (tier.MaximumLeverage < 1m) throw new ArgumentException($"maximum leverage {tier.MaximumLeverage} must be at least 1");
            var deduction = before is null ? 0m : before.Deduction + tier.NotionalFrom * (tier.Rate - before.Rate);
            made.Add(tier with { Deduction = deduction });
        }
        if (made.Count == 0) throw new ArgumentException("a table needs at least one tier");
        Tiers = made.ToImmutable();
    }

    public ImmutableArray<MaintenanceTier> Tiers { get; }

    /// <summary>The step of a position's value.</summary>
    public MaintenanceTier Find(decimal notional)
    {
        var found = Tiers[0];
        foreach (var tier in Tiers)
            if (notional > tier.NotionalFrom) found = tier;
        return found;
    }

    /// <summary>The margin that a position of a value must keep.</summary>
    public decimal MarginOf(decimal notional)
    {
        var tier = Find(notional);
        return notional * tier.Rate - tier.Deduction;
    }
}
