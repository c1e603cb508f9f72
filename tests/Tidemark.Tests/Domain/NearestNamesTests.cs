namespace Tidemark.Tests.Domain;

public sealed class NearestNamesTests
{
    private static readonly string[] Names = ["ma-cross", "rsi-reversion", "buy-and-hold", "port", "warning"];

    [Theory]
    [InlineData("ma-crss", "ma-cross")]
    [InlineData("MA-CROSS", "ma-cross")]
    [InlineData("prot", "port")]
    [InlineData("warn", "warning")]
    [InlineData("reversion", "rsi-reversion")]
    [InlineData("buy-hold", "buy-and-hold")]
    public void Hint_OfASlip_NamesWhatWasMeant(string typed, string meant) => Assert.Equal($"; did you mean '{meant}'?", NearestNames.Hint(typed, Names));

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("x")]
    [InlineData("")]
    public void Hint_OfSomethingElse_SaysNothing(string typed) => Assert.Equal("", NearestNames.Hint(typed, Names));

    [Fact]
    public void Nearest_OfAnything_NamesWhatIsThere()
    {
        Assert.Equal("; the nearest are 'a', 'b' or 'c'", NearestNames.Nearest("zzzzzz", ["c", "b", "a", "d"]));
        Assert.Equal("; the nearest is 'a'", NearestNames.Nearest("zzzzzz", ["a"]));
        Assert.Equal("", NearestNames.Nearest("zzzzzz", []));
    }
}
