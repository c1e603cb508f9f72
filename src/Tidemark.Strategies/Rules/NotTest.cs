namespace Tidemark.Strategies.Rules;

/// <summary>The opposite; what is not defined stays so.</summary>
internal sealed class NotTest(RuleTest part) : RuleTest
{
    public override bool? Look() => !part.Look();
}
