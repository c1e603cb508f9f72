namespace Tidemark.Learning.Kernels;

/// <summary>Which vectors kernels use.</summary>
internal enum VectorForm
{
    /// <summary>128 bits: on every machine.</summary>
    Portable,

    /// <summary>256 bits: AVX2.</summary>
    Wide256,

    /// <summary>512 bits: AVX-512.</summary>
    Wide512,
}
