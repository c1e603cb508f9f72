namespace Tidemark.Exchange.Orders;

/// <summary>What an execution report tells.</summary>
internal enum ReportKind : byte
{
    New,
    Trade,
    Canceled,
    Expired,
    Replaced,
    TradePrevention,
}
