namespace Tidemark.Research.Results;

/// <summary>Which returns the statistics of a run are made of.</summary>
public enum StatisticsBasis
{
    /// <summary>One return per UTC day that has bars, 365 days a year. Runs on bars longer than a day use <see cref="Bar"/>.</summary>
    UtcDay,

    /// <summary>One return per bar, with the bars of a year of 365 days.</summary>
    Bar,
}
