using Tidemark.Storage.Catalog;

namespace Tidemark.Tests.Storage.Catalog;

/// <summary>Bars whose values follow from their number, so that any mix-up shows.</summary>
internal static class SomeBars
{
    public static readonly InstrumentId Bitcoin = InstrumentId.Parse("BTC/USD@bitfinex");
    public static readonly Interval Minute = Interval.Minutes(1);
    public static readonly BarSpec BitcoinMinutes = new(Bitcoin, Minute);
    public static readonly SeriesSource Source = new("some.csv", "test", 1);
    private static readonly Instant Start = Instant.FromDate(2024, 1, 1);

    public static Instant Time(int minute) => new(Start.Nanoseconds + minute * Duration.NanosecondsPerMinute);

    public static Bar Bar(int minute, double shift = 0) =>
        new(Time(minute), 100 + minute + shift, 102 + minute + shift, 99 + minute + shift, 101 + minute + shift, minute % 7);

    public static BarColumns Of(IEnumerable<int> minutes, double shift = 0) => BarColumns.FromBars(Minute, [.. minutes.Select(minute => Bar(minute, shift))]);

    public static BarColumns Range(int from, int count, double shift = 0) => Of(Enumerable.Range(from, count), shift);

    public static IEnumerable<Bar> All(BarColumns columns) => Enumerable.Range(0, columns.Count).Select(i => columns[i]);
}
