namespace Tidemark.Tests.Domain;

public sealed class TradingHoursTests
{
    [Theory]
    [InlineData("2024-01-01T08:59:59Z", false)]   // a Monday
    [InlineData("2024-01-01T09:00:00Z", true)]
    [InlineData("2024-01-01T16:59:59Z", true)]
    [InlineData("2024-01-01T17:00:00Z", false)]
    [InlineData("2024-01-06T12:00:00Z", false)]   // a Saturday
    public void Contain_WorkingHours_EndExclusive(string time, bool isInside) =>
        Assert.Equal(isInside, new TradingHours(new TimeOfDay(9, 0), new TimeOfDay(17, 0), Weekdays.MondayToFriday).Contain(Instant.Parse(time)));

    [Theory]
    [InlineData("2024-01-05T23:00:00Z", true)]    // Friday evening
    [InlineData("2024-01-06T03:00:00Z", true)]    // its night lasts into Saturday
    [InlineData("2024-01-06T23:00:00Z", false)]   // Saturday's own night does not count
    [InlineData("2024-01-01T03:00:00Z", false)]   // nor does Sunday's, on Monday morning
    public void Contain_OverMidnight_BelongsToTheDayOfItsStart(string time, bool isInside) =>
        Assert.Equal(isInside, new TradingHours(new TimeOfDay(22, 0), new TimeOfDay(4, 0), Weekdays.MondayToFriday).Contain(Instant.Parse(time)));

    [Theory]
    [InlineData("1970-01-01T00:00:00Z", Weekdays.Thursday)]
    [InlineData("1969-12-31T23:59:59Z", Weekdays.Wednesday)]
    [InlineData("2024-02-29T12:00:00Z", Weekdays.Thursday)]
    public void Of_AnyTime_IsItsWeekday(string time, Weekdays day) => Assert.Equal(day, DaysOfWeek.Of(Instant.Parse(time)));

    [Theory]
    [InlineData("2024-01-01T08:00:00Z", "2024-01-01T09:30:00Z")]
    [InlineData("2024-01-01T09:30:00Z", "2024-01-02T09:30:00Z")]
    public void NextAfter_IsStrictlyLater(string time, string expected) =>
        Assert.Equal(Instant.Parse(expected), new TimeOfDay(9, 30).NextAfter(Instant.Parse(time)));
}
