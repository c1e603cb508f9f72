namespace Tidemark.Tests.Domain;

public sealed class TradeIdTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("17")]
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854775808")]
    [InlineData("007")]
    [InlineData("-5")]
    [InlineData("+5")]
    [InlineData(" 5")]
    [InlineData("TRD-5")]
    [InlineData("")]
    public void ToString_AnyText_IsTheTextGiven(string text)
    {
        Assert.Equal(text, new TradeId(text).ToString());
        Assert.Equal(new TradeId(text), new TradeId(text));
    }

    [Fact]
    public void Equality_NumberAndItsText_AreTheSame()
    {
        Assert.Equal(new TradeId(42), new TradeId("42"));
        Assert.NotEqual(new TradeId(42), new TradeId("042"));
        Assert.NotEqual(new TradeId(0), new TradeId(""));
    }
}
