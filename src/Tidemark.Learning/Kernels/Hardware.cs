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

    /// <summary>Makes kernels started by this thread use a form; null brings the best back.</summary>
    public static void Force(VectorForm? form) => forced = form;
}
