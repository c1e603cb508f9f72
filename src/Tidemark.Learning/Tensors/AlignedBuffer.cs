using System.Runtime.CompilerServices;

namespace Tidemark.Learning.Tensors;

/// <summary>
/// Memory for floats that stays where it is and begins on a 64-byte line. There is always room for whole vectors of 16 floats, so that
/// a kernel over one buffer may compute past the last element instead of handling a rest.
/// </summary>
internal sealed unsafe class AlignedBuffer
{
    /// <summary>Floats of a 64-byte line.</summary>
    public const int Line = 16;

    private float[] array = [];

    /// <summary>The first element.</summary>
    public float* Pointer { get; private set; }

    /// <summary>Number of elements that fit.</summary>
    public int Capacity { get; private set; }

    /// <summary>Makes room; what was in the buffer is lost if it was too small. The memory is not cleared.</summary>
    public void Reserve(int count)
    {
        if (count <= Capacity && array.Length > 0) return;
        var room = checked((Math.Max(count, 1) + Line - 1) / Line * Line);
        array = GC.AllocateUninitializedArray<float>(room + Line, pinned: true);
        var first = (nuint)Unsafe.AsPointer(ref array[0]);
        Pointer = (float*)((first + 63) & ~(nuint)63);
        Capacity = room;
    }
}
