namespace Tidemark.Learning.Estimators;

/// <summary>The element types of a saved model.</summary>
public enum StateElement
{
    /// <summary>32-bit floating point.</summary>
    Float32,

    /// <summary>64-bit floating point.</summary>
    Float64,

    /// <summary>32-bit integer.</summary>
    Int32,

    /// <summary>64-bit integer.</summary>
    Int64,

    /// <summary>Bytes.</summary>
    UInt8,
}
