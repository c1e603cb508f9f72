namespace Tidemark.Learning.Calibration;

/// <summary>How probabilities are made to mean what they say.</summary>
public enum CalibrationKind
{
    /// <summary>A logistic curve over the logarithm of the odds: two numbers a class.</summary>
    Platt,

    /// <summary>A rising staircase, straight between its steps.</summary>
    Isotonic,
}
