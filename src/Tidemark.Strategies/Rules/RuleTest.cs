namespace Tidemark.Strategies.Rules;

/// <summary>
/// A condition over live values. It is looked at once a bar, whether it matters or not, so that crossings are counted from bar to bar;
/// null while a value that it depends on is not defined.
/// </summary>
internal abstract class RuleTest
{
    public abstract bool? Look();
}
