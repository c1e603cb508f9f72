namespace Tidemark.Strategies.Rules;

/// <summary>
/// A condition over live values. It is looked at once a bar, whether it matters or not, so that crossings are counted from bar to bar;
/// null while a value that it depends on is not defined.
/// </summary>
internal abstract class RuleTest
{
    public abstract bool? Look();
}

/// <summary>All parts, each looked at.</summary>
internal sealed class AllTest(RuleTest[] parts) : RuleTest
{
    public override bool? Look()
    {
        bool? result = true;
        foreach (var part in parts)
        {
            var one = part.Look();
            if (one == false) result = false;
            else if (one is null && result == true) result = null;
        }
        return result;
    }
}

/// <summary>One of the parts; each is looked at.</summary>
internal sealed class AnyTest(RuleTest[] parts) : RuleTest
{
    public override bool? Look()
    {
        bool? result = false;
        foreach (var part in parts)
        {
            var one = part.Look();
            if (one == true) result = true;
            else if (one is null && result == false) result = null;
        }
        return result;
    }
}

/// <summary>The opposite; what is not defined stays so.</summary>
internal sealed class NotTest(RuleTest part) : RuleTest
{
    public override bool? Look() => !part.Look();
}

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
