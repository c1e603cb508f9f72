using Tidemark.Storage.Import;
using Tidemark.Tests.Storage.Catalog;

namespace Tidemark.Tests.Storage.Import;

/// <summary>The interval is found out only where it cannot be another, and a wrong one is refused with the reason.</summary>
public sealed class IntervalTests : IDisposable
{
    private readonly ImportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("1s", "1s")]
    [InlineData("1m", "1m")]
    [InlineData("15m", "15m")]
    [InlineData("1h", "1h")]
    [InlineData("4h", "4h")]
    [InlineData("1d", "1d")]
    [InlineData("1w", "1w")]
    [InlineData("1M", "1M")]
    [InlineData("3M", "3M")]
    public void Interval_NotGiven_IsFoundOut(string made, string found)
    {
        var interval = Interval.Parse(made);

        var read = BarFileReader.Read(Write(interval, 20));

        Assert.Equal(Interval.Parse(found), read.Interval);
        Assert.True(read.Tables[0].IsIntervalInferred);
    }

    [Theory]
    [InlineData("1h", "1m", "these are 1h bars, not 1m")]
    [InlineData("1m", "1h", "these are 1m bars, not 1h")]
    [InlineData("1d", "1h", "these are 1d bars, not 1h")]
    [InlineData("1h", "1d", "these are 1h bars, not 1d")]
    [InlineData("1w", "1d", "these are 1w bars, not 1d")]
    [InlineData("1d", "1w", "these are 1d bars, not 1w")]
    [InlineData("1M", "1d", "these are 1M bars, not 1d")]
    [InlineData("5m", "1m", "these are 5m bars, not 1m")]
    public void Interval_Wrong_IsRefusedWithTheRightOne(string made, string given, string reason)
    {
        var path = Write(Interval.Parse(made), 50);

        var refusal = Assert.Throws<BadInputException>(() => BarFileReader.Read(path, new ReadOptions { Interval = Interval.Parse(given) }));

        Assert.StartsWith($"{path}, line ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 0 })]
    [InlineData(new[] { 0, 3, 7, 12 })]
    [InlineData(new[] { 1, 4, 20 })]
    public void Interval_ThatCannotBeTold_MustBeGiven(int[] minutes)
    {
        var path = folder.Write("a.csv", ImportFolder.Text(SomeBars.Of(minutes)));

        Assert.Contains("say it with --interval", Assert.Throws<BadInputException>(() => BarFileReader.Read(path)).Message, StringComparison.Ordinal);
        Assert.Equal(minutes.Length, BarFileReader.Read(path, new ReadOptions { Interval = SomeBars.Minute }).Bars.Count);
    }

    [Fact]
    public void Interval_SparseMinutes_AreMinutes() =>
        Assert.Equal(SomeBars.Minute, BarFileReader.Read(folder.Write("a.csv", ImportFolder.Text(SomeBars.Of([0, 5, 10, 11, 30, 40, 41])))).Interval);

    [Fact]
    public void Interval_OneOddRowInAnOtherwiseGoodFile_IsNamed()
    {
        var lines = ImportFolder.Text(SomeBars.Range(0, 20)).Split('\n').ToList();
        lines.Insert(10, "1704067705000,1,1,1,1,1");
        var path = folder.Write("a.csv", string.Join('\n', lines));

        var refusal = Assert.Throws<BadInputException>(() => BarFileReader.Read(path, new ReadOptions { Interval = SomeBars.Minute }));

        Assert.StartsWith($"{path}, line 11: no 1m bar opens at 2024-01-01T00:08:25Z; the bar of that moment opens at 2024-01-01T00:08:00Z", refusal.Message, StringComparison.Ordinal);
    }

    private string Write(Interval interval, int count)
    {
        var bars = new List<Bar>();
        var open = interval.OpenOf(Instant.FromDate(2020, 2, 1));
        for (var i = 0; i < count; i++, open = interval.CloseOf(open)) bars.Add(new Bar(open, 1, 1, 1, 1, 1));
        return folder.Write($"{interval}.csv", ImportFolder.Text(BarColumns.FromBars(interval, bars)));
    }
}
