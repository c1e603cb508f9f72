namespace Tidemark.Tests.Domain;

public sealed class InstantTests
{
    [Theory]
    [InlineData("2024-03-01", "2024-03-01T00:00:00Z")]
    [InlineData("2024-03-01 12:30:00", "2024-03-01T12:30:00Z")]
    [InlineData("2024-03-01T12:30", "2024-03-01T12:30:00Z")]
    [InlineData("2024-03-01T12:30:00.5+02:00", "2024-03-01T10:30:00.500Z")]
    [InlineData("1969-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.999999999Z")]
    public void Parse_ValidText_IsReadAsUtc(string text, string expected) => Assert.Equal(expected, Instant.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2024-13-01")]
    [InlineData("2024-02-30")]
    [InlineData("2024-03-01T25:00")]
    [InlineData("2024-03-01T12:30:00.1234567891Z")]
    public void TryParse_NotATime_IsRefused(string text) => Assert.False(Instant.TryParse(text, out _));
}
