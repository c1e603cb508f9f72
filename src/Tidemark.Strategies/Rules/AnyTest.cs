namespace Tidemark.Strategies.Rules;

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
