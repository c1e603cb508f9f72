namespace Tidemark.Research.Attribution;

/// <summary>What belongs to no round trip, in words.</summary>
public static class RestNames
{
    /// <summary>For tables: <c>open positions</c>.</summary>
    public static string Of(RestKind kind) => kind switch
    {
        RestKind.OpenPositions => "open positions",
        RestKind.Funding => "funding",
        RestKind.Interest => "interest",
        RestKind.Liquidation => "liquidation fees",
        RestKind.Transfers => "transfer fees",
        _ => "other assets, rounding",
    };
}
