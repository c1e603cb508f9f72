namespace Tidemark.Learning.Preprocessing;

/// <summary>What becomes of missing values.</summary>
public enum MissingPolicy
{
    /// <summary>The row is not used.</summary>
    Drop,

    /// <summary>The last value of the column stands in, for a limited number of rows; what stays missing is left to a next step.</summary>
    ForwardFill,

    /// <summary>The mean of the training rows stands in.</summary>
    Mean,

    /// <summary>The median of the training rows stands in.</summary>
    Median,

    /// <summary>A constant stands in.</summary>
    Constant,

    /// <summary>A column is added for each that misses values in the training rows: 1 where the value is missing, else 0; the value stays as it is.</summary>
    Indicate,
}
