namespace Tidemark.Domain;

/// <summary>The unit of an <see cref="Interval"/>; a month is a calendar month, a week starts on Monday.</summary>
public enum IntervalUnit : byte
{
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
}
