namespace Tidemark.Strategies.Rules;

/// <summary>A condition of a rule document, not yet read: comparisons are texts.</summary>
public abstract record RuleCondition;

/// <summary>Holds when all parts hold.</summary>
public sealed record AllOf(IReadOnlyList<RuleCondition> Parts) : RuleCondition;

/// <summary>Holds when one part holds.</summary>
public sealed record AnyOf(IReadOnlyList<RuleCondition> Parts) : RuleCondition;

/// <summary>Holds when its part does not.</summary>
public sealed record NotOf(RuleCondition Part) : RuleCondition;

/// <summary>Holds when a comparison of two values does: <c>rsi(14) &lt; 30</c>, <c>close crosses above sma(50)@4h</c>.</summary>
public sealed record ComparisonOf(RuleText Text) : RuleCondition;
