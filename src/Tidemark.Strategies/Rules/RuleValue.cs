using Tidemark.Indicators;

namespace Tidemark.Strategies.Rules;

/// <summary>A number of a rule that can be read at each close: a constant, an indicator, or arithmetic of them. NaN while not defined.</summary>
internal abstract record RuleValue
{
    public abstract double Now { get; }
}

internal sealed record ConstantValue(double Number) : RuleValue
{
    public override double Now => Number;
}

internal sealed record IndicatorValue(Indicator Indicator) : RuleValue
{
    public override double Now => Indicator.Value;
}

internal sealed record ArithmeticValue(char Operator, RuleValue Left, RuleValue Right) : RuleValue
{
    public override double Now
    {
        get
        {
            var result = Operator switch
            {
                '+' => Left.Now + Right.Now,
                '-' => Left.Now - Right.Now,
                '*' => Left.Now * Right.Now,
                _ => Left.Now / Right.Now,
            };
            return double.IsFinite(result) ? result : double.NaN;
        }
    }
}
