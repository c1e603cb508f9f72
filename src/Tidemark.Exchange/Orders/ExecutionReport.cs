namespace Tidemark.Exchange.Orders;

/// <summary>Something happened to an order of a client. It is read at once: the order goes on changing.</summary>
/// <param name="RequestClientId">The client id of the request that caused it, where that is another one (cancel, amend).</param>
internal readonly record struct ExecutionReport(ReportKind Kind, ExchangeOrder Order, ExchangeFill? Fill = null, string? RequestClientId = null);
