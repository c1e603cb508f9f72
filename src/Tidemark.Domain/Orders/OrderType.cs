namespace Tidemark.Domain;

public enum OrderType : byte
{
    /// <summary>Takes what the market offers.</summary>
    Market,

    /// <summary>Fills at its price or better.</summary>
    Limit,

    /// <summary>Becomes a market order when the market touches its stop price.</summary>
    Stop,
}
