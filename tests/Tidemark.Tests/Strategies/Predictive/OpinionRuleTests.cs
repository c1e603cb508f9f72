using Tidemark.Engine.Ports;
using Tidemark.Strategies.Predictive;
using Tidemark.Tests.Engine.Predictions;

namespace Tidemark.Tests.Strategies.Predictive;

/// <summary>What outputs of models come to: sides, the dead zone between them, strength and confidence.</summary>
public sealed class OpinionRuleTests
{
    private static readonly OpinionRule Rule = new(0.55, 0.5, 0.002, 0);

    [Theory]
    [InlineData(0.7, PositionSide.Long, PositionSide.Long, 0.4, 0.7)]
    [InlineData(0.55, PositionSide.Long, PositionSide.Long, 0.1, 0.55)]
    [InlineData(0.52, PositionSide.Flat, PositionSide.Long, 0.04, 0.52)]
    [InlineData(0.48, PositionSide.Flat, PositionSide.Short, 0.04, 0.52)]
    [InlineData(0.1, PositionSide.Short, PositionSide.Short, 0.8, 0.9)]
    public void Of_Probability_HasADeadZone(double up, PositionSide side, PositionSide leaning, double strength, double confidence) =>
        AssertOpinion(Rule.Of(Of(PredictionKind.Probability), [up]), side, leaning, strength, confidence);

    [Theory]
    [InlineData(0.2, 0.2, 0.6, PositionSide.Long, 0.4, 0.6)]
    [InlineData(0.3, 0.4, 0.3, PositionSide.Flat, 0, 0.3)]
    [InlineData(0.56, 0.4, 0.04, PositionSide.Short, 0.52, 0.56)]
    public void Of_Direction_TakesTheLikelierSide(double down, double flat, double up, PositionSide side, double strength, double confidence)
    {
        var opinion = Rule.Of(Of(PredictionKind.Direction), [down, flat, up]);
        Assert.Equal(side, opinion.Side);
        Assert.Equal(strength, opinion.Strength, 12);
        Assert.Equal(confidence, opinion.Confidence, 12);
    }

    [Theory]
    [InlineData(0.004, PositionSide.Long, PositionSide.Long, 0.2)]
    [InlineData(0.001, PositionSide.Flat, PositionSide.Long, 0.05)]
    [InlineData(-0.03, PositionSide.Short, PositionSide.Short, 1)]
    public void Of_Value_IsStrongInUsualSizes(double value, PositionSide side, PositionSide leaning, double strength)
    {
        var opinion = Rule.Of(Of(PredictionKind.Value) with { Scale = 0.01 }, [value]);
        Assert.Equal((side, leaning), (opinion.Side, opinion.Leaning));
        Assert.Equal(strength, opinion.Strength, 12);
        Assert.InRange(opinion.Confidence, 0.5, 1);
    }

    [Fact]
    public void Of_ValueWithARange_IsSureWhereTheRangeIsOnOneSide()
    {
        var schema = Of(PredictionKind.Value) with { Scale = 0.01, Outputs = ["value", "low", "high"] };
        Assert.Equal(1, Rule.Of(schema, [0.004, 0.001, 0.009]).Confidence);
        Assert.True(Rule.Of(schema, [0.004, -0.001, 0.009]).Confidence < 1);
    }

    [Theory]
    [InlineData(1.5, PositionSide.Long, 1)]
    [InlineData(-0.25, PositionSide.Short, -0.25)]
    [InlineData(0, PositionSide.Flat, 0)]
    public void Of_TargetWeight_IsTheWeight(double weight, PositionSide side, double expected)
    {
        var opinion = Rule.Of(Of(PredictionKind.TargetWeight), [weight]);
        Assert.Equal((side, expected), (opinion.Side, opinion.Weight));
    }

    [Theory]
    [InlineData(PredictionKind.Probability)]
    [InlineData(PredictionKind.Value)]
    [InlineData(PredictionKind.TargetWeight)]
    public void Of_NotANumber_IsNoOpinion(PredictionKind kind) => Assert.Equal(ModelOpinion.None, Rule.Of(Of(kind), [double.NaN]));

    private static PredictionSchema Of(PredictionKind kind) => TestModels.Schema with { Kind = kind };

    private static void AssertOpinion(ModelOpinion opinion, PositionSide side, PositionSide leaning, double strength, double confidence)
    {
        Assert.Equal((side, leaning), (opinion.Side, opinion.Leaning));
        Assert.Equal(strength, opinion.Strength, 12);
        Assert.Equal(confidence, opinion.Confidence, 12);
    }
}
