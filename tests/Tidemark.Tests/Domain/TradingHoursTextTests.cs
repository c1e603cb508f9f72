namespace Tidemark.Tests.Domain;

public sealed class TradingHoursTextTests
{
    [Theory]
    [InlineData("mon-fri", Weekdays.MondayToFriday, "mon-fri")]
    [InlineData("all", Weekdays.All, "all")]
    [InlineData("Monday", Weekdays.Monday, "mon")]
    [InlineData("sat,sun", Weekdays.Saturday | Weekdays.Sunday, "sat,sun")]
    [InlineData("fri-mon", Weekdays.Friday | Weekdays.Saturday | Weekdays.Sunday | Weekdays.Monday, "mon,fri-sun")]
    [InlineData("mon, wed, thu-sat", Weekdays.Monday | Weekdays.Wednesday | Weekdays.Thursday | Weekdays.Friday | Weekdays.Saturday, "mon,wed-sat")]
    public void Days_AsPeopleWriteThem_AreReadAndWritten(string text, Weekdays days, string written)
    {
        Assert.Equal(days, TradingHoursText.ParseDays(text));
        Assert.Equal(written, TradingHoursText.TextOf(days));
        Assert.Equal(days, TradingHoursText.ParseDays(written));
    }

    [Theory]
    [InlineData("08:00-16:00", "08:00-16:00")]
    [InlineData("8:30 - 16:05", "08:30-16:05")]
    [InlineData("08:00-24:00", "08:00-00:00")]
    [InlineData("22:00-04:00", "22:00-04:00")]
    public void Hours_AsPeopleWriteThem_AreReadAndWritten(string text, string written)
    {
        var (from, to) = TradingHoursText.ParseHours(text);
        Assert.Equal(written, TradingHoursText.TextOf(from, to));
    }

    [Theory]
    [InlineData("08:00")]
    [InlineData("8-16")]
    [InlineData("08:00-25:00")]
    [InlineData("24:00-08:00")]
    [InlineData("")]
    public void Hours_ThatAreNone_AreRefused(string text) => Assert.Throws<FormatException>(() => TradingHoursText.ParseHours(text));

    [Theory]
    [InlineData("")]
    [InlineData("mo-fr")]
    [InlineData("monkey")]
    [InlineData("mon-wed-fri")]
    [InlineData("mon,,tue")]
    public void Days_ThatAreNone_AreRefused(string text) => Assert.Throws<FormatException>(() => TradingHoursText.ParseDays(text));
}
