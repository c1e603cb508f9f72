using System.Buffers.Text;
using System.Text;

namespace Tidemark.Research.Training.Tables;

/// <summary>What a cell of a CSV file says.</summary>
internal static class CellText
{
    /// <summary>An empty cell, or what pandas, R and databases write for a value that is not there.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> cell) => cell.Length switch
    {
        0 => true,
        2 => Is(cell, "NA"u8),
        3 => Is(cell, "NAN"u8) || Is(cell, "N/A"u8),
        4 => Is(cell, "NULL"u8) || Is(cell, "NONE"u8) || Is(cell, "-NAN"u8),
        _ => false,
    };

    /// <summary>A number, or true and false as 1 and 0.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> cell, out double value)
    {
        if (Utf8Parser.TryParse(cell, out value, out var consumed) && consumed == cell.Length) return true;
        value = 1;
        if (Is(cell, "TRUE"u8)) return true;
        value = 0;
        return Is(cell, "FALSE"u8);
    }

    /// <summary>The cell as a message shows it.</summary>
    public static string Show(ReadOnlySpan<byte> cell) => Encoding.UTF8.GetString(cell.Length <= 40 ? cell : cell[..40]) + (cell.Length <= 40 ? "" : "…");

    private static bool Is(ReadOnlySpan<byte> cell, ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(cell, word);
}
