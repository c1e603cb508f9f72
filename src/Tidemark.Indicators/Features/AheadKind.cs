namespace Tidemark.Indicators.Features;

/// <summary>In which way a formula reads what is not known yet. Only whole columns can be computed so; a session never can.</summary>
internal enum AheadKind : byte
{
    /// <summary>The value of some rows later.</summary>
    Lead,

    /// <summary>The mean of a window around the row.</summary>
    Centered,

    /// <summary>Less the mean of all rows, over the deviation of all rows.</summary>
    Standardized,

    /// <summary>From 0 to 1 between the smallest and the largest of all rows.</summary>
    MinMaxed,

    /// <summary>The share of all rows that are not larger.</summary>
    Ranked,

    /// <summary>A missing value takes that of the next row that has one.</summary>
    BackFilled,
}
