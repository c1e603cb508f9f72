namespace Tidemark.Exchange.Faults;

/// <summary>Occasions from the first to the last one, counted from 1; written <c>3</c> or <c>"5-812"</c>.</summary>
public readonly record struct OccasionRange(long First, long Last)
{
    public bool Contains(long number) => number >= First && number <= Last;
}
