namespace Tidemark.Storage.Import.Rows;

/// <summary>Rows of one table as growing columns, in the order of the text until they are put in order of time.</summary>
internal abstract class RowTable
{
    private const int SmallestCapacity = 1024;

    /// <summary>Nanoseconds since 1970; the first <see cref="Count"/> entries.</summary>
    protected long[] TimeColumn { get; private set; } = [];

    public int Count { get; protected set; }

    public RowLines Lines { get; } = new();

    public ReadOnlySpan<long> Times => TimeColumn.AsSpan(0, Count);

    protected int Capacity => TimeColumn.Length;

    /// <summary>Reserves room for a number of rows in all.</summary>
    public void Reserve(int capacity)
    {
        if (capacity <= Capacity) return;
        TimeColumn = Grown(TimeColumn, capacity);
        Resize(capacity);
    }

    /// <summary>Keeps the rows with these numbers, in this order.</summary>
    public void Select(ReadOnlySpan<int> order)
    {
        Lines.Select(order);
        TimeColumn = Selected(TimeColumn, order);
        SelectValues(order);
        Count = order.Length;
    }

    /// <summary>Turns rows that run backwards in time around; line numbers follow.</summary>
    public void Reverse()
    {
        var order = new int[Count];
        for (var i = 0; i < order.Length; i++) order[i] = Count - 1 - i;
        Select(order);
    }

    /// <summary>Whether two rows of the same time are one row written twice.</summary>
    public abstract bool AreEqual(int left, int right);

    /// <summary>The values of a row for a message.</summary>
    public abstract string Describe(int row);

    protected void MakeRoom()
    {
        if (Count == Capacity) Reserve(Math.Max(SmallestCapacity, checked(Capacity * 2)));
    }

    protected abstract void Resize(int capacity);

    protected abstract void SelectValues(ReadOnlySpan<int> order);

    protected T[] Grown<T>(T[] column, int capacity)
    {
        var grown = GC.AllocateUninitializedArray<T>(capacity);
        column.AsSpan(0, Count).CopyTo(grown);
        return grown;
    }

    protected static T[] Selected<T>(T[] column, ReadOnlySpan<int> order)
    {
        var selected = GC.AllocateUninitializedArray<T>(order.Length);
        for (var i = 0; i < order.Length; i++) selected[i] = column[order[i]];
        return selected;
    }
}
