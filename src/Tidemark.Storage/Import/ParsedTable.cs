using Tidemark.Storage.Import.Rows;

namespace Tidemark.Storage.Import;

/// <summary>The rows of one table and what was found in it: either bars or trades.</summary>
/// <param name="Report">What was found.</param>
/// <param name="Lines">The line of each row.</param>
/// <param name="Bars">The bars; null when these are trades.</param>
/// <param name="Trades">The trades; null when these are bars.</param>
internal sealed record ParsedTable(TableReport Report, RowLines Lines, BarColumns? Bars, TradeColumns? Trades);
