namespace Tidemark.Engine.Ports;

/// <summary>The number of a journal record, from 1; 0 stands for "nothing has to be durable first".</summary>
public readonly record struct JournalSequence(long Value) : IComparable<JournalSequence>
{
    public static readonly JournalSequence None;

    public int CompareTo(JournalSequence other) => Value.CompareTo(other.Value);

    public static bool operator <(JournalSequence left, JournalSequence right) => left.Value < right.Value;
    public static bool operator >(JournalSequence left, JournalSequence right) => left.Value > right.Value;
    public static bool operator <=(JournalSequence left, JournalSequence right) => left.Value <= right.Value;
    public static bool operator >=(JournalSequence left, JournalSequence right) => left.Value >= right.Value;
}
