namespace Tidemark.Storage.Import.Layouts;

/// <summary>The unit of a number that counts from 1970.</summary>
internal enum TimeUnit : byte
{
    /// <summary>Told by size: see <see cref="Rows.TimeText"/>.</summary>
    BySize,
    Seconds,
    Milliseconds,
    Microseconds,
    Nanoseconds,
}
