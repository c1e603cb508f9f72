namespace Tidemark.Domain;

public enum OrderType : byte
{
    /// <summary>Takes what the market offers.</summary>
    Market,

    /// <summary>Fills at its price or better.</summary>
    Limit,

    /// <summary>Becomes a market order when the market touches its stop price from the side where it hurts.</summary>
    Stop,

    /// <summary>Becomes a limit order when the market touches its stop price.</summary>
    StopLimit,

    /// <summary>Becomes a market order when the market touches its stop price from the side where it pays.</summary>
    TakeProfit,

    /// <summary>Becomes a limit order when the market touches its stop price from the side where it pays.</summary>
    TakeProfitLimit,

    /// <summary>A stop whose price follows the market at a distance, never backwards; see <see cref="TrailingOffset"/>.</summary>
    TrailingStop,
}

/// <summary>Questions about an <see cref="OrderType"/>.</summary>
public static class OrderTypes
{
    /// <summary>Whether it sleeps until the market touches a price.</summary>
    public static bool WaitsForTrigger(this OrderType type) => type >= OrderType.Stop;

    /// <summary>Whether it needs a limit price.</summary>
    public static bool HasLimit(this OrderType type) => type is OrderType.Limit or OrderType.StopLimit or OrderType.TakeProfitLimit;

    /// <summary>Whether its trigger lies on the side where the market hurts: below it for a sell.</summary>
    public static bool IsStop(this OrderType type) => type is OrderType.Stop or OrderType.StopLimit or OrderType.TrailingStop;
}
