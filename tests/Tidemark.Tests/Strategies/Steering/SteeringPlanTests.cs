using Tidemark.Strategies.Steering;

namespace Tidemark.Tests.Strategies.Steering;

/// <summary>The declaration of what an agent sets of which strategies.</summary>
public sealed class SteeringPlanTests
{
    [Fact]
    public void Plan_AsText_IsReadBack()
    {
        var plan = SteeringPlan.Parse("trend=ma-cross( fast=5:15:5, slow=100 ,weight=0:1) + rsi-reversion(weight=-1|0.5|1) + ma-cross(direction=long-only|long-short, weight=0.5)+ma-cross(weight=0:0.3:0.1)");
        Assert.Equal(["trend.weight", "trend.fast", "rsi-reversion.weight", "ma-cross.direction", "ma-cross-2.weight"], plan.Names);
        Assert.Equal(["5", "10", "15"], plan.Members[0].Ranges[0].Values);
        Assert.Equal([0, 0.1, 0.2, 0.3], plan.Members[3].Settings[0].Levels);
        Assert.Equal([0, 1], plan.Members[2].Settings[0].Levels);
        Assert.Equal(0.5, plan.Members[2].Weight);
        Assert.True(plan.MayBeShort);
        var again = SteeringPlan.Parse(plan.ToString());
        Assert.Equal(plan.ToString(), again.ToString());
        Assert.Equal(plan.Names, again.Names);
    }

    [Theory]
    [InlineData("ma-cross(weight=0:1)", false)]
    [InlineData("ma-cross(weight=-0.1:1)", true)]
    [InlineData("ma-cross(fast=5:10:5, weight=-1)", true)]
    [InlineData("ma-cross(direction=long-only|long-short)", true)]
    public void Plan_ThatMayWantToBeShort_SaysSo(string text, bool expected) => Assert.Equal(expected, SteeringPlan.Parse(text).MayBeShort);

    [Fact]
    public void Variant_ByItsNumber_HasItsParameters()
    {
        var member = SteeringPlan.Parse("ma-cross(fast=5:15:5, slow=50|60)").Members[0];
        Assert.Equal(6, member.Variants);
        var texts = Enumerable.Range(0, 6).Select(variant => string.Join(' ', member.Create(variant).Parameters.Where(one => one.Name is "fast" or "slow").Select(one => one.ValueOf(member.Create(variant)))));
        Assert.Equal(["5 50", "5 60", "10 50", "10 60", "15 50", "15 60"], texts);
    }

    [Theory]
    [InlineData(-3, 0)]
    [InlineData(0.26, 0.25)]
    [InlineData(7, 1)]
    public void Answer_OutsideItsRange_IsTheNearestPossible(double answer, double expected)
    {
        Assert.Equal(expected, SteeringPlan.Parse("ma-cross(weight=0:1:0.25)").Settings.Single().NumberOf(answer));
        Assert.Equal(Math.Clamp(answer, 0, 1), SteeringPlan.Parse("ma-cross(weight=0:1)").Settings.Single().NumberOf(answer));
    }

    /// <summary>To the last bit, so that an episode is the backtest of what was done in it.</summary>
    [Theory]
    [InlineData("ma-cross(weight=-1:1)", -0.1)]
    [InlineData("ma-cross(weight=-3:10)", 9.7)]
    [InlineData("ma-cross(weight=0:0.3)", 0.3)]
    [InlineData("ma-cross(slow=100, fast=5:40:5)", 40)]
    [InlineData("ma-cross(direction=long-only|long-short)", 0)]
    public void Setting_AsASignal_IsReadBack(string text, double number)
    {
        var setting = SteeringPlan.Parse(text).Settings.Single();
        Assert.InRange(setting.StrengthOf(number), 0, 1);
        Assert.Equal(number, setting.NumberOf(number < 0 ? PositionSide.Short : number > 0 ? PositionSide.Long : PositionSide.Flat, setting.StrengthOf(number)));
    }

    [Theory]
    [InlineData("", "something is missing")]
    [InlineData("ma-cross", "nothing is left to set")]
    [InlineData("ma-cros(weight=0:1)", "did you mean 'ma-cross'")]
    [InlineData("ma-cross(weight=0:1", "not closed")]
    [InlineData("ma-cross)weight=0:1(", "not opened")]
    [InlineData("ma-cross(weight=0:1) +", "something is missing")]
    [InlineData("ma-cross(weight=1:0)", "from a lower to a higher")]
    [InlineData("ma-cross(weight=0:1:0)", "above zero")]
    [InlineData("ma-cross(weight=0:1000)", "from -10 to 10")]
    [InlineData("ma-cross(weight=high)", "neither a number")]
    [InlineData("ma-cross(fast=5:20)", "needs a step")]
    [InlineData("ma-cross(fats=5:20:5)", "no parameter 'fats'")]
    [InlineData("ma-cross(fast=5:60:5)", "every combination")]
    [InlineData("ma-cross(fast=2:50:1, slow=51:400:1)", "more than 256")]
    [InlineData("ma-cross(fast=2:1e30:1e-6)", "too large")]
    [InlineData("ma-cross(fast=2:1000000:0.1)", "more than 1000")]
    [InlineData("ma-cross(fast=5|5)", "there twice")]
    [InlineData("ma-cross(fast=5|)", "two values or more")]
    [InlineData("a=ma-cross(weight=0:1)+a-2=ma-cross(weight=0:1)+a=ma-cross(weight=0:1)", "there twice")]
    [InlineData("model-signal(weight=0:1)", "asks a model")]
    [InlineData("pairs(weight=0:1)", "instruments together")]
    [InlineData("= ma-cross(weight=0:1)", "name the strategy")]
    public void Plan_ThatCannotBe_IsRefusedBySaying(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<BadInputException>(() => SteeringPlan.Parse(text)).Message, StringComparison.Ordinal);
}
