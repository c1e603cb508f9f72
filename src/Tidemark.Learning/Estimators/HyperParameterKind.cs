namespace Tidemark.Learning.Estimators;

/// <summary>What the values of a setting are.</summary>
public enum HyperParameterKind
{
    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>true or false.</summary>
    Switch,

    /// <summary>One of some words.</summary>
    Choice,

    /// <summary>Whole numbers with commas between, such as the sizes of hidden layers, or -1, 0, 1 for each column.</summary>
    Integers,
}
