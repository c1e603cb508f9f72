namespace Tidemark.Tests.Domain;

public sealed class IntervalTests
{
    [Theory]
    [InlineData("1m", "2024-03-01T12:34:56Z", "2024-03-01T12:34:00Z", "2024-03-01T12:35:00Z")]
    [InlineData("4h", "2024-03-01T15:59:59Z", "2024-03-01T12:00:00Z", "2024-03-01T16:00:00Z")]
    [InlineData("1d", "1969-12-31T10:00:00Z", "1969-12-31T00:00:00Z", "1970-01-01T00:00:00Z")]
    [InlineData("1w", "2024-03-03T10:00:00Z", "2024-02-26T00:00:00Z", "2024-03-04T00:00:00Z")]
    [InlineData("1M", "2024-02-29T10:00:00Z", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z")]
    [InlineData("3M", "1969-11-05T00:00:00Z", "1969-10-01T00:00:00Z", "1970-01-01T00:00:00Z")]
    public void OpenOf_AnyTime_AlignsInUtc(string interval, string time, string open, string close)
    {
        var parsed = Interval.Parse(interval);
        Assert.Equal(Instant.Parse(open), parsed.OpenOf(Instant.Parse(time)));
        Assert.Equal(Instant.Parse(close), parsed.CloseOf(Instant.Parse(open)));
        Assert.Equal(interval, parsed.ToString());
    }

    [Theory]
    [InlineData("1h", "1m", true)]
    [InlineData("1h", "7m", false)]
    [InlineData("1w", "1d", true)]
    [InlineData("1w", "4h", true)]
    [InlineData("1M", "1w", false)]
    [InlineData("1M", "1d", true)]
    [InlineData("2d", "1w", false)]
    public void CanBeBuiltFrom_FinerInterval_OnlyWithoutSplittingBars(string coarse, string fine, bool expected) =>
        Assert.Equal(expected, Interval.Parse(coarse).CanBeBuiltFrom(Interval.Parse(fine)));

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("0m")]
    [InlineData("-1h")]
    [InlineData("1y")]
    public void TryParse_NotAnInterval_IsRefused(string text) => Assert.False(Interval.TryParse(text, out _));
}
