using System.Collections.Immutable;
using Tidemark.Storage.Import.Repairs;

namespace Tidemark.Storage.Import;

/// <summary>What was found in one table: a file, or one entry of a zip archive.</summary>
public sealed record TableReport
{
    /// <summary>The path as it was given, for one of several entries of a zip archive followed by the entry.</summary>
    public required string Name { get; init; }

    /// <summary>The same without folders.</summary>
    public required string ShortName { get; init; }

    /// <summary>The recognised layout: <c>binance-klines</c>.</summary>
    public required string Layout { get; init; }

    public required bool IsTrades { get; init; }

    /// <summary>Rows with data, kept or not.</summary>
    public required long RowsRead { get; init; }

    /// <summary>Rows that remain after repairs.</summary>
    public required long RowsKept { get; init; }

    /// <summary>The open time of the first bar, or the time of the first trade.</summary>
    public required Instant First { get; init; }

    /// <summary>The open time of the last bar, or the time of the last trade.</summary>
    public required Instant Last { get; init; }

    /// <summary>Whether the rows were written newest first.</summary>
    public required bool WasDescending { get; init; }

    /// <summary>The interval of the bars; null for trades.</summary>
    public required Interval? Interval { get; init; }

    /// <summary>Whether the interval was found out, not given.</summary>
    public required bool IsIntervalInferred { get; init; }

    public required ImmutableArray<AppliedRepair> Repairs { get; init; }

    /// <summary>Remarks, one sentence each.</summary>
    public required ImmutableArray<string> Notes { get; init; }
}
