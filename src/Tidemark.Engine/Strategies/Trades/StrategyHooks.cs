using System.Reflection;

namespace Tidemark.Engine.Strategies.Trades;

/// <summary>Which hooks a strategy class overrides, so that nobody pays for the others.</summary>
internal readonly record struct StrategyHooks(bool GuardsEntries, bool ManagesTrades, bool HearsBarsClosed)
{
    public static StrategyHooks Of(Strategy strategy)
    {
        var type = strategy.GetType();
        return new StrategyHooks(
            Overrides(type, nameof(Strategy.ConfirmEntry)) || Overrides(type, "get_" + nameof(Strategy.EntryHours)),
            Overrides(type, nameof(Strategy.StopPriceOf)) || Overrides(type, "get_" + nameof(Strategy.MinimumReturns)) || Overrides(type, nameof(Strategy.ExitReasonOf)),
            Overrides(type, nameof(Strategy.OnBarsClosed)));
    }

    private static bool Overrides(Type type, string method) =>
        type.GetMethod(method, BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!.DeclaringType != typeof(Strategy);
}
