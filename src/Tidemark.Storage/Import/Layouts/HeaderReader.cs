namespace Tidemark.Storage.Import.Layouts;

/// <summary>Reads a line as the header of a table.</summary>
internal static class HeaderReader
{
    private static readonly ColumnRole[] BarRoles = [ColumnRole.Open, ColumnRole.High, ColumnRole.Low, ColumnRole.Close];
    private static readonly ColumnRole[] QuoteRoles =
    [
        ColumnRole.BidOpen, ColumnRole.BidHigh, ColumnRole.BidLow, ColumnRole.BidClose, ColumnRole.AskOpen, ColumnRole.AskHigh, ColumnRole.AskLow, ColumnRole.AskClose,
    ];

    private static readonly ColumnRole[] TradeRoles = [ColumnRole.Price, ColumnRole.Quantity];

    /// <summary>The layout that a header describes; null when the line is not a header of bars or trades.</summary>
    /// <param name="headings">The fields of the line.</param>
    /// <param name="separator">What separates them.</param>
    /// <param name="lines">Lines before the first row.</param>
    /// <param name="instrument">Tells which of two volumes is in base currency; may be null.</param>
    /// <param name="problem">What a line lacks that is nearly a header.</param>
    public static TableLayout? Read(string[] headings, byte separator, int lines, InstrumentId? instrument, out string? problem)
    {
        problem = null;
        var plain = Array.ConvertAll(headings, HeadingNames.Plain);
        var roles = Array.ConvertAll(plain, HeadingNames.RoleOf);
        var kind = KindOf(roles, plain);
        if (kind is not { } tableKind) return null;
        var unit = TakeTime(roles, plain);
        if (tableKind == TableKind.Bars) TakeVolume(roles, plain, instrument);
        if (tableKind == TableKind.Trades && !roles.Contains(ColumnRole.Quantity)) TakeVolume(roles, plain, instrument, ColumnRole.Quantity);
        problem = Problem(roles, tableKind, headings) ?? VolumeProblem(roles, tableKind, plain, headings);
        if (problem is not null) return null;
        Forget(roles, tableKind);
        return new TableLayout(LayoutNames.Of(tableKind, plain), tableKind, roles, separator, unit, headings, lines);
    }

    private static TableKind? KindOf(ColumnRole[] roles, string[] plain)
    {
        if (BarRoles.Count(roles.Contains) >= 3) return TableKind.Bars;
        if (QuoteRoles.Count(roles.Contains) >= 5) return TableKind.QuoteBars;
        var hasQuantity = roles.Contains(ColumnRole.Quantity) || plain.Any(heading => HeadingNames.VolumeOf(heading, null) is not null);
        return roles.Contains(ColumnRole.Price) && hasQuantity ? TableKind.Trades : null;
    }

    private static TimeUnit TakeTime(ColumnRole[] roles, string[] plain)
    {
        var best = (Column: -1, Rank: int.MaxValue, Unit: TimeUnit.BySize);
        for (var column = 0; column < plain.Length; column++)
            if (roles[column] == ColumnRole.Ignore && HeadingNames.TimeOf(plain[column]) is { } time && time.Rank < best.Rank) best = (column, time.Rank, time.Unit);
        if (best.Column >= 0) roles[best.Column] = ColumnRole.Time;
        return best.Unit;
    }

    private static void TakeVolume(ColumnRole[] roles, string[] plain, InstrumentId? instrument, ColumnRole role = ColumnRole.Volume)
    {
        var best = (Column: -1, Rank: int.MaxValue);
        for (var column = 0; column < plain.Length; column++)
            if (HeadingNames.VolumeOf(plain[column], instrument) is { } rank && rank < best.Rank) best = (column, rank);
        if (best.Column >= 0) roles[best.Column] = role;
    }

    private static string? Problem(ColumnRole[] roles, TableKind kind, string[] headings)
    {
        if (!roles.Contains(ColumnRole.Time)) return "the header names no column of times";
        var needed = kind switch { TableKind.Bars => BarRoles, TableKind.QuoteBars => QuoteRoles, _ => TradeRoles };
        foreach (var role in needed)
        {
            var count = roles.Count(other => other == role);
            if (count == 0) return $"the header names no column of {Words(role)}";
            if (count > 1) return $"the header names {count} columns of {Words(role)}: {string.Join(", ", headings.Where((_, column) => roles[column] == role))}";
        }
        return null;
    }

    /// <summary>A table may lack volumes, but a misspelled heading must not make them 0.</summary>
    private static string? VolumeProblem(ColumnRole[] roles, TableKind kind, string[] plain, string[] headings)
    {
        if (kind != TableKind.Bars || roles.Contains(ColumnRole.Volume)) return null;
        for (var column = 0; column < roles.Length; column++)
            if (roles[column] == ColumnRole.Ignore && !HeadingNames.IsKnownExtra(plain[column], column)) return $"the header names no column of volume; '{headings[column]}' is not known";
        return null;
    }

    /// <summary>Headings that mean something elsewhere mean nothing in this kind of table.</summary>
    private static void Forget(ColumnRole[] roles, TableKind kind)
    {
        for (var column = 0; column < roles.Length; column++)
        {
            var isForTrades = roles[column] is ColumnRole.Price or ColumnRole.Quantity or ColumnRole.TakerSide or ColumnRole.BuyerIsMaker or ColumnRole.TradeId;
            var isForQuotes = QuoteRoles.Contains(roles[column]);
            var isForBars = BarRoles.Contains(roles[column]) || roles[column] == ColumnRole.Volume;
            if ((isForTrades && kind != TableKind.Trades) || (isForQuotes && kind != TableKind.QuoteBars) || (isForBars && kind != TableKind.Bars)) roles[column] = ColumnRole.Ignore;
        }
    }

    private static string Words(ColumnRole role) => role switch
    {
        ColumnRole.BidOpen => "bid open",
        ColumnRole.BidHigh => "bid high",
        ColumnRole.BidLow => "bid low",
        ColumnRole.BidClose => "bid close",
        ColumnRole.AskOpen => "ask open",
        ColumnRole.AskHigh => "ask high",
        ColumnRole.AskLow => "ask low",
        ColumnRole.AskClose => "ask close",
        _ => role.ToString().ToLowerInvariant(),
    };
}
