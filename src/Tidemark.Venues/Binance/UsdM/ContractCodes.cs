using Tidemark.Venues.Binance.Rest;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Binance.UsdM;

/// <summary>What the error codes of the futures API mean. Those below -1999 are its own; some numbers mean something else on the spot market.</summary>
/// <remarks>Source: Binance's documentation of USD-M futures, "Error Codes".</remarks>
internal static class ContractCodes
{
    /// <summary>The kind of an error of the API.</summary>
    public static VenueErrorKind KindOf(int code, string message, int status) => code switch
    {
        -2018 or -2019 or -2024 or -4050 or -4051 => VenueErrorKind.InsufficientFunds,
        -2021 => VenueErrorKind.WouldTriggerImmediately,
        -2023 or -4087 or -4088 or -4400 or -4401 => VenueErrorKind.Permission,
        -2025 or -4045 or -4103 => VenueErrorKind.TooManyOrders,
        -2026 or -2028 or -4028 or -4061 => VenueErrorKind.InvalidRequest,
        -2011 when message.Contains("unknown order", StringComparison.OrdinalIgnoreCase) => VenueErrorKind.OrderClosed,
        -2020 or -2022 or -5021 => VenueErrorKind.Rejected,
        -2027 or -4131 or -4164 => VenueErrorKind.RuleViolated,
        -4108 or -4109 or -4140 or -4141 => VenueErrorKind.NotTrading,
        -4111 or -4116 => VenueErrorKind.DuplicateOrder,
        -4120 => VenueErrorKind.NotSupported,
        -5022 => VenueErrorKind.WouldTakeLiquidity,
        -5025 or -5026 or -5027 => VenueErrorKind.InvalidRequest,
        -5028 => VenueErrorKind.ClockSkew,
        -4144 => VenueErrorKind.UnknownInstrument,
        // Bounds, ticks and steps of prices and quantities.
        >= -4034 and <= -4001 => VenueErrorKind.RuleViolated,
        <= -4035 => VenueErrorKind.Rejected,
        _ => BinanceCodes.KindOf(code, message, status),
    };

    /// <summary>What became of an order, where the kind alone does not say it.</summary>
    public static OrderReason? ReasonOf(string code) => code switch
    {
        "-2022" => OrderReason.NothingToReduce,
        "-5021" or "-2020" => OrderReason.NotImmediatelyFillable,
        "-4164" => OrderReason.BelowMinimumNotional,
        "-4131" or "-4016" or "-4024" => OrderReason.PriceOutsideBand,
        "-2027" => OrderReason.ExceedsMaximumPositionNotional,
        _ => null,
    };

    /// <summary>Whether the venue itself does not know what became of the request.</summary>
    public static bool IsOutcomeUnknown(int code) => code is -1000 or -1001 or -1006 or -1007;
}
