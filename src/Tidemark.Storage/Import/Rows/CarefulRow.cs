using System.Text;

namespace Tidemark.Storage.Import.Rows;

/// <summary>Reads a row of any accepted form (quoted fields, blanks, signs, exponents, long numbers) and says what is wrong with others.</summary>
internal static class CarefulRow
{
    private const int LongestShown = 40;

    /// <summary>Reads one row.</summary>
    /// <param name="line">Without line ending.</param>
    /// <param name="plan">How to read it.</param>
    /// <param name="row">Takes the values; half-written when a reason is returned.</param>
    /// <returns>Null, or why the row cannot be read.</returns>
    public static string? Read(ReadOnlySpan<byte> line, RowPlan plan, ref RowValues row)
    {
        var fields = new FieldSplitter(line, plan.Separator);
        for (var column = 0; column < plan.Columns; column++)
        {
            if (!fields.MoveNext()) return fields.Problem ?? $"{Columns(column)} instead of {plan.Columns}";
            if (ReadField(fields.Current, plan, column, ref row) is { } reason) return CountProblem(line, plan) ?? reason;
        }
        return fields.IsAtEnd ? null : CountProblem(line, plan);
    }

    /// <summary>Text for a message: shortened, and without what would not show.</summary>
    public static string Show(ReadOnlySpan<byte> text)
    {
        var shown = new StringBuilder(Encoding.UTF8.GetString(text[..Math.Min(text.Length, LongestShown)]));
        for (var i = 0; i < shown.Length; i++)
            if (char.IsControl(shown[i]) || shown[i] == '\uFFFD') shown[i] = '?';
        return text.Length > LongestShown ? $"{shown}…" : shown.ToString();
    }

    /// <summary>A wrong number of columns explains odd fields better than they do.</summary>
    private static string? CountProblem(ReadOnlySpan<byte> line, RowPlan plan)
    {
        var fields = new FieldSplitter(line, plan.Separator);
        var count = 0;
        while (fields.MoveNext()) count++;
        return fields.Problem ?? (count == plan.Columns ? null : $"{Columns(count)} instead of {plan.Columns}");
    }

    private static string Columns(int count) => count == 1 ? "1 column" : $"{count} columns";

    private static string? ReadField(ReadOnlySpan<byte> text, RowPlan plan, int column, ref RowValues row)
    {
        var (kind, heading) = (plan.Kinds[column], plan.Layout.Headings[column]);
        if (kind is FieldKind.Time or FieldKind.Number && text.Trim((byte)' ').IsEmpty) return $"{heading} is empty";
        string reason;
        switch (kind)
        {
            case FieldKind.Number:
                return NumberText.TryRead(text, out row.Numbers[plan.Slots[column]], out reason) ? null : $"{heading} '{Show(text)}' {reason}";
            case FieldKind.Time:
                return TimeText.TryRead(text, plan.Unit, out row.Time, out reason) ? null : $"{heading} '{Show(text)}' {reason}";
            case FieldKind.Side:
                return WordText.TrySide(text.Trim((byte)' '), out row.Aggressor) ? null : $"{heading} '{Show(text)}' is neither buy nor sell";
            case FieldKind.Flag:
                return WordText.TryBuyerIsMaker(text.Trim((byte)' '), out row.Aggressor) ? null : $"{heading} '{Show(text)}' is neither true nor false";
            case FieldKind.TradeId:
                WordText.ReadTradeId(text.Trim((byte)' '), out row.TradeId);
                return null;
            case FieldKind.Symbol:
                return plan.MatchSymbol(text);
            default:
                return null;
        }
    }
}
