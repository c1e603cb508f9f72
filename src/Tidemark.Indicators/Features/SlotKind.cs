namespace Tidemark.Indicators.Features;

/// <summary>What feeds a slot.</summary>
internal enum SlotKind : byte
{
    /// <summary>Closed bars of one source.</summary>
    Bars,

    /// <summary>Prints of one source.</summary>
    Trades,

    /// <summary>Best bids and asks of one source.</summary>
    Quotes,

    /// <summary>The open time of the bar.</summary>
    Calendar,

    /// <summary>The value of the last observation known.</summary>
    ObservationValue,

    /// <summary>Hours since the moment that the last observation known is about.</summary>
    ObservationAge,

    /// <summary>Closes of the own bars and of another source that closed at the same moment.</summary>
    Relation,
}
