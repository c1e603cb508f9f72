namespace Tidemark.Storage.Import.Layouts;

/// <summary>How to read a table: its columns, what separates them and where its rows begin.</summary>
/// <param name="Name">The name of the layout as people write it: <c>binance-klines</c>.</param>
/// <param name="Kind">What the rows are.</param>
/// <param name="Roles">The meaning of each column.</param>
/// <param name="Separator">The byte between columns.</param>
/// <param name="Unit">The unit of numeric times.</param>
/// <param name="Headings">The heading of each column, for messages; the role where there is no header.</param>
/// <param name="HeaderLines">Lines before the first row.</param>
internal sealed record TableLayout(string Name, TableKind Kind, ColumnRole[] Roles, byte Separator, TimeUnit Unit, string[] Headings, int HeaderLines)
{
    public bool Has(ColumnRole role) => Array.IndexOf(Roles, role) >= 0;
}
