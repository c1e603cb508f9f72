using System.Collections.Immutable;
using Tidemark.Simulation.Contracts;

namespace Tidemark.Tests.Simulation.Contracts;

/// <summary>The margin tables that are kept in <c>docs/examples/margin</c>.</summary>
internal static class ExampleTables
{
    public static MarginRules Load(string name, MarginMode mode)
    {
        var path = Path.Combine(SharedFolders.RepositoryRoot, "docs", "examples", "margin", name + ".json");
        return MarginRulesJson.Parse(File.ReadAllText(path), name, mode);
    }

    /// <summary>The venues' examples hold more than their own tables allow at the leverage that they need: the limits are taken off.</summary>
    public static MarginRules WithoutLeverageLimits(this MarginRules rules) => rules with
    {
        Tables = rules.Tables.ToImmutableSortedDictionary(pair => pair.Key, pair => new MaintenanceTable(pair.Value.Tiers.Select(tier => tier with { MaximumLeverage = null })), StringComparer.Ordinal),
    };
}
