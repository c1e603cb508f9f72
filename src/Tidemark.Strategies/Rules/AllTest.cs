namespace Tidemark.Strategies.Rules;

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
