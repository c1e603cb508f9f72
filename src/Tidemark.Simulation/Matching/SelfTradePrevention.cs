namespace Tidemark.Simulation.Matching;

/// <summary>What happens when an order meets a resting order of its own account. The incoming order's mode counts, as at Binance.</summary>
public enum SelfTradePrevention : byte
{
    /// <summary>They trade.</summary>
    None,

    /// <summary>The rest of the incoming order is canceled (Binance <c>EXPIRE_TAKER</c>, Kraken <c>cancel-newest</c>).</summary>
    CancelTaker,

    /// <summary>The resting order is canceled, and matching goes on (Binance <c>EXPIRE_MAKER</c>, Kraken <c>cancel-oldest</c>).</summary>
    CancelMaker,

    /// <summary>Both are canceled (Binance <c>EXPIRE_BOTH</c>, Kraken <c>cancel-both</c>).</summary>
    CancelBoth,

    /// <summary>Both lose the quantity that would have traded, without a trade; what reaches zero is canceled (Binance <c>DECREMENT</c>, Coinbase's default).</summary>
    Decrement,
}
