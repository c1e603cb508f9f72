namespace Tidemark.Domain;

/// <summary>Our execution: a quantity at a price, with its fee. Changes cash and position; nothing else does but funding and transfers.</summary>
public sealed record Fill
{
    public required OrderId Order { get; init; }

    public required InstrumentIndex Instrument { get; init; }

    public required Side Side { get; init; }

    /// <summary>The open of the bar in which it happened, or the moment inside it.</summary>
    public required Instant Time { get; init; }

    /// <summary>In quote currency per base unit.</summary>
    public required Price Price { get; init; }

    /// <summary>In base units, positive.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>What the venue took (negative for a rebate), in <see cref="FeeAsset"/>.</summary>
    public required decimal Fee { get; init; }

    public required string FeeAsset { get; init; }

    public LiquidityRole Role { get; init; }

    /// <summary>The venue's number of the execution, unique per venue and instrument: booking one twice is impossible.</summary>
    public required TradeId TradeId { get; init; }

    /// <summary>
    /// The market's price that slippage made worse, for reports; zero where there was no slippage or it is not known, as at a real
    /// venue and in journals of older builds.
    /// </summary>
    public double PriceBeforeSlippage { get; init; }

    public int Account { get; init; }

    public int Strategy { get; init; }

    /// <summary>The position that it opens or closes in hedge mode; Flat in one-way mode.</summary>
    public PositionSide PositionSide { get; init; }

    /// <summary>The tag of the order: <c>entry</c>, <c>stop-loss</c>.</summary>
    public string Tag { get; init; } = "";

    /// <summary>Whether the instrument is an inverse contract, whose quantities are in quote currency. Not in the journal: the instrument tells it.</summary>
    public bool IsInverse { get; init; }

    /// <summary>What slippage cost, in quote currency. It is in <see cref="Price"/> already.</summary>
    public decimal Slippage => PriceBeforeSlippage == 0 ? 0m : (Price.Value - (decimal)PriceBeforeSlippage) * BaseQuantity * (Side == Side.Buy ? 1m : -1m);

    /// <summary>Price times quantity in quote currency, without sign.</summary>
    public decimal Notional => IsInverse ? Quantity.Value : Exact.Multiply(Price.Value, Quantity.Value);

    private decimal BaseQuantity => IsInverse ? Quantity.Value / (decimal)PriceBeforeSlippage : Quantity.Value;
}
