namespace Tidemark.Storage.Import;

/// <summary>The rows of one table and what was found in it: either bars or trades.</summary>
internal sealed record ParsedTable(TableReport Report, BarColumns? Bars, TradeColumns? Trades);
