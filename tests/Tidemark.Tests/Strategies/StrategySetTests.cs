using Tidemark.Strategies;

namespace Tidemark.Tests.Strategies;

public sealed class StrategySetTests
{
    [Fact]
    public void Create_SeveralOfOneName_GivesEachItsOwnParameters()
    {
        var set = StrategySet.Create("ma-cross + ma-cross+rsi-reversion", [new("ma-cross.fast", "5"), new("ma-cross-2.fast", "7"), new("rsi-reversion.period", "9")]);
        Assert.Equal(["ma-cross", "ma-cross", "rsi-reversion"], set.Select(strategy => strategy.Name));
        var values = StrategySet.ParametersOf(set).ToDictionary();
        Assert.Equal("5", values["ma-cross.fast"]);
        Assert.Equal("7", values["ma-cross-2.fast"]);
        Assert.Equal("9", values["rsi-reversion.period"]);
        Assert.Equal(values, StrategySet.ParametersOf(StrategySet.Create("ma-cross+ma-cross+rsi-reversion", values)).ToDictionary());
    }

    [Fact]
    public void Create_One_NeedsNoPrefix() => Assert.Equal("5", StrategySet.ParametersOf(StrategySet.Create("ma-cross", [new("fast", "5")])).ToDictionary()["fast"]);

    [Theory]
    [InlineData("ma-cross+", "ma-cross.fast", "a name is missing")]
    [InlineData("ma-cross+rsi-reversion", "fast", "ma-cross.fast")]
    [InlineData("ma-cross+rsi-reversion", "ma-crss.fast", "did you mean 'ma-cross'")]
    [InlineData("ma-cross+rsi-reversion", "rsi-reversion.fast", "has no parameter 'fast'")]
    [InlineData("ma-cross+nothing", "ma-cross.fast", "there is no strategy 'nothing'")]
    public void Create_WithAMistake_SaysWhatAndWhere(string names, string parameter, string message) =>
        Assert.Contains(message, Assert.Throws<BadInputException>(() => StrategySet.Create(names, [new(parameter, "5")])).Message, StringComparison.Ordinal);
}
