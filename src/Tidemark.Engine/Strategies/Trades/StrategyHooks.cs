using System.Reflection;
using Tidemark.Engine.Books;

namespace Tidemark.Engine.Strategies.Trades;

/// <summary>Which hooks a strategy class overrides, so that nobody pays for the others.</summary>
internal readonly record struct StrategyHooks(bool GuardsEntries, bool ManagesTrades, bool HearsBarsClosed, bool HearsOrders)
{
    private const BindingFlags AnyInstance = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    public static StrategyHooks Of(Strategy strategy)
    {
        var type = strategy.GetType();
        return new StrategyHooks(
            Overrides(type, nameof(Strategy.ConfirmEntry)) || Overrides(type, "get_" + nameof(Strategy.EntryHours)),
            Overrides(type, nameof(Strategy.StopPriceOf)) || Overrides(type, "get_" + nameof(Strategy.MinimumReturns)) || Overrides(type, nameof(Strategy.ExitReasonOf)),
            Overrides(type, nameof(Strategy.OnBarsClosed)),
            Overrides(type, nameof(Strategy.OnOrder), typeof(Order), typeof(OrderEvent)) || Overrides(type, nameof(Strategy.OnFill), typeof(Order), typeof(Fill)));
    }

    /// <summary>Whether a strategy listens to what a recorded order book brings.</summary>
    public static bool HearsBook(Strategy strategy)
    {
        var type = strategy.GetType();
        return Overrides(type, nameof(Strategy.OnBook), typeof(InstrumentIndex), typeof(OrderBook))
            || Overrides(type, nameof(Strategy.OnTrade), typeof(InstrumentIndex), typeof(Trade).MakeByRefType())
            || Overrides(type, nameof(Strategy.OnQuote), typeof(InstrumentIndex), typeof(Quote).MakeByRefType());
    }

    private static bool Overrides(Type type, string method) => type.GetMethod(method, AnyInstance)!.DeclaringType != typeof(Strategy);

    /// <summary>The same for a name that a strategy may well use for a method of its own besides.</summary>
    private static bool Overrides(Type type, string method, params Type[] parameters) => type.GetMethod(method, AnyInstance, parameters)!.DeclaringType != typeof(Strategy);
}
