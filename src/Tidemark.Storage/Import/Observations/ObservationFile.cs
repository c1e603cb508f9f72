namespace Tidemark.Storage.Import.Observations;

/// <summary>A table of observations and how it is read.</summary>
/// <param name="Name">What the observations are called.</param>
/// <param name="Path">The file: a table with a header, plain, gzip or zip.</param>
public sealed record ObservationFile(string Name, string Path)
{
    /// <summary>The column of the value; null for <c>value</c>, or the name of the observations, or the only column that is left.</summary>
    public string? ValueColumn { get; init; }

    /// <summary>The column of the time that a value is about; null for the usual names, such as <c>date</c> and <c>time</c>.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>The column of the time from which a value was known; null for <c>known_at</c> where there is such a column.</summary>
    public string? KnownColumn { get; init; }

    /// <summary>How long after its time a value is known, where no column says it.</summary>
    public Duration? Delay { get; init; }

    /// <summary>
    /// Whether values count as known at the time that they are about, whatever is known of it otherwise. A day's figure is then used before
    /// the day is over: the usual way to look ahead without noticing.
    /// </summary>
    public bool ByDate { get; init; }
}
