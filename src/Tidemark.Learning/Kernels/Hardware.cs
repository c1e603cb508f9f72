using System.Runtime.Intrinsics;

namespace Tidemark.Learning.Kernels;

/// <summary>Which vectors this machine has, and which of them are used.</summary>
internal static class Hardware
{
    [ThreadStatic]
    private static VectorForm? forced;

    /// <summary>The widest form that is fast here.</summary>
    public static VectorForm Best { get; } =
        Vector512.IsHardwareAccelerated ? VectorForm.Wide512 : Vector256.IsHardwareAccelerated ? VectorForm.Wide256 : VectorForm.Portable;

    /// <summary>
    /// The form that kernels started by this thread use: the best, unless a test has forced another (null: the best again). Every form
    /// gives the same results within float error.
    /// </summary>
    public static VectorForm Form => forced ?? Best;

    /// <summary>The form that was forced on this thread; null where none was. Work that is handed to other threads takes it along.</summary>
    public static VectorForm? Forced => forced;

    /// <summary>Floats of a vector of the form in use.</summary>
    public static int Width => Form switch
    {
        VectorForm.Wide512 => 16,
        VectorForm.Wide256 => 8,
        _ => 4,
    };

    /// <summary>Vectors that a tile of registers is wide: there are 32 registers with 512 bits and, on most machines, 16 otherwise.</summary>
    public static int TileVectors => Form == VectorForm.Wide512 ? 4 : 2;

    /// <summary>Makes kernels started by this thread use a form; null brings the best back.</summary>
    public static void Force(VectorForm? form) => forced = form;
}
