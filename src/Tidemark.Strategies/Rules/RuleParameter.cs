namespace Tidemark.Strategies.Rules;

/// <summary>A number of a rule document that can be set from outside, written <c>$name</c> in its conditions.</summary>
/// <param name="Name">Kebab case.</param>
/// <param name="Default">The value when nothing is said.</param>
/// <param name="Minimum">The smallest value allowed.</param>
/// <param name="Maximum">The largest value allowed.</param>
/// <param name="IsWhole">Whether only whole numbers are possible.</param>
/// <param name="Description">A few words for people.</param>
public sealed record RuleParameter(string Name, double Default, double Minimum, double Maximum, bool IsWhole, string Description);
