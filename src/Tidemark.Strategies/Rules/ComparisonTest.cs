namespace Tidemark.Strategies.Rules;

/// <summary>A comparison of two values, or a crossing of one over the other since the bar before.</summary>
internal sealed class ComparisonTest(RuleValue left, string comparison, RuleValue right) : RuleTest
{
    private double before = double.NaN;

    public override bool? Look()
    {
        var difference = left.Now - right.Now;
        var earlier = before;
        before = difference;
        if (double.IsNaN(difference)) return null;
        return comparison switch
        {
            "<" => difference < 0,
            "<=" => difference <= 0,
            ">" => difference > 0,
            ">=" => difference >= 0,
            _ when double.IsNaN(earlier) => null,
            RuleReader.CrossesAbove => difference > 0 && earlier <= 0,
            _ => difference < 0 && earlier >= 0,
        };
    }
}
