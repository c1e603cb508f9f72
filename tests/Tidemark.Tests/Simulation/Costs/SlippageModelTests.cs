using Tidemark.Simulation.Slippage;

namespace Tidemark.Tests.Simulation.Costs;

public sealed class SlippageModelTests
{
    private static readonly Bar SomeBar = Bar.Create(Instant.UnixEpoch, 100, 102, 98, 101, 1_000);

    [Fact]
    public void SquareRoot_QuadrupleQuantity_CostsTwice()
    {
        var model = SlippageModels.Parse("sqrt:1");
        Assert.Equal(2 * model.FractionOf(10, SomeBar), model.FractionOf(40, SomeBar), 15);
        // Parkinson: ln(102 / 98) / (2 sqrt(ln 2)) x sqrt(0.01)
        Assert.Equal(Math.Log(102.0 / 98) / (2 * Math.Sqrt(Math.Log(2))) * 0.1, model.FractionOf(10, SomeBar), 15);
    }

    [Theory]
    [InlineData("linear:0.1", 100, 0.01)]
    [InlineData("linear:0.1", 5_000, 0.1)]
    [InlineData("spread:4+linear:0.1", 100, 0.0102)]
    [InlineData("bps:9000+linear:0.9", 5_000, 0.95)]
    public void FractionOf_KnownQuantity_IsAsDefined(string name, double quantity, double expected)
    {
        var model = SlippageModels.Parse(name);
        Assert.Equal(expected, model.FractionOf(quantity, SomeBar), 12);
        Assert.Equal(name, model.Name);
    }

    [Fact]
    public void Impact_WithoutVolumeOrRange_IsFiniteAndNeverNegative()
    {
        var empty = Bar.Create(Instant.UnixEpoch, 100, 100, 100, 100, 0);
        Assert.Equal(0, SlippageModels.Parse("sqrt:1").FractionOf(10, empty));
        Assert.Equal(0.5, SlippageModels.Parse("linear:0.5").FractionOf(10, empty));
    }

    [Theory]
    [InlineData("sqrt")]
    [InlineData("sqrt:10")]
    [InlineData("linear:-1")]
    [InlineData("spread:2+")]
    [InlineData("cube:1")]
    public void Parse_NoModel_IsRefusedByName(string text) =>
        Assert.StartsWith("--slippage: '", Assert.Throws<BadInputException>(() => SlippageModels.Parse(text)).Message, StringComparison.Ordinal);
}
