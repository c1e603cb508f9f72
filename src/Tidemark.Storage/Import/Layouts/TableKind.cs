namespace Tidemark.Storage.Import.Layouts;

/// <summary>What the rows of a table are.</summary>
internal enum TableKind
{
    Bars,

    /// <summary>Bars of bid and ask; the middle of both is taken.</summary>
    QuoteBars,

    Trades,
}
