using System.Collections;

namespace Tidemark.Simulation.Backtesting;

/// <summary>
/// A list that keeps its items as rows of plain values in large blocks and makes the objects again when they are read. Results of
/// hundreds of thousands of trades then cost the garbage collector nothing while the backtest runs.
/// </summary>
internal abstract class RowList<TItem, TRow> : IReadOnlyList<TItem> where TRow : struct
{
    private const int SmallestBlock = 64;
    private const int BlockLength = 4_096;

    private readonly List<TRow[]> blocks = [];
    private TRow[] last = [];
    private int usedOfLast;
    private int fullCount;

    public int Count => fullCount + usedOfLast;

    public TItem this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return ToItem(index < fullCount ? blocks[index / BlockLength][index % BlockLength] : last[index - fullCount]);
        }
    }

    public void Add(TItem item)
    {
        if (usedOfLast == last.Length) MakeRoom();
        Write(item, out last[usedOfLast++]);
    }

    public IEnumerator<TItem> GetEnumerator()
    {
        for (var index = 0; index < Count; index++) yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Puts an item where its row lies: rows are large, and copying one costs more than making it.</summary>
    protected abstract void Write(TItem item, out TRow row);

    protected abstract TItem ToItem(in TRow row);

    /// <summary>The last block grows up to its full length, then stands and the next begins.</summary>
    private void MakeRoom()
    {
        if (last.Length < BlockLength)
        {
            Array.Resize(ref last, Math.Clamp(last.Length * 2, SmallestBlock, BlockLength));
            return;
        }
        blocks.Add(last);
        fullCount += BlockLength;
        last = new TRow[BlockLength];
        usedOfLast = 0;
    }
}
