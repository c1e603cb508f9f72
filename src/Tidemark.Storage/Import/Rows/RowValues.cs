using System.Runtime.CompilerServices;
using Tidemark.Storage.Import.Layouts;

namespace Tidemark.Storage.Import.Rows;

/// <summary>The values of one row, reused for every row. Which numbers have a meaning depends on the layout.</summary>
internal struct RowValues
{
    /// <summary>Nanoseconds since 1970.</summary>
    public long Time;

    /// <summary>0 where the source has none.</summary>
    public long TradeId;

    /// <summary>0 unknown, 1 buy, 2 sell.</summary>
    public byte Aggressor;

    public NumberSlots Numbers;

    public readonly double this[ColumnRole role] => Numbers[(int)role];

    /// <summary>One number a role.</summary>
    [InlineArray(Length)]
    public struct NumberSlots
    {
        public const int Length = (int)ColumnRole.Symbol + 1;
        private double first;
    }
}
