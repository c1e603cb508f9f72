using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Kernels;

/// <summary>
/// A dropout mask as a function of the index: element i is dropped where the mixed bits of i and a key lie below a threshold. So every part
/// of it can be made at any time, in any order and by any thread, with the same result on every machine.
/// </summary>
/// <remarks>The mixing is the finaliser of MurmurHash3 (A. Appleby); the key comes from a <see cref="SeededRandom"/>.</remarks>
/// <param name="Key">Which mask.</param>
/// <param name="Threshold">The rate of dropping, times 2^32.</param>
/// <param name="Kept">The factor of elements that are kept: 1 / (1 - rate).</param>
internal readonly unsafe record struct RandomMask(uint Key, uint Threshold, float Kept)
{
    /// <summary>A new mask.</summary>
    /// <param name="random">One number is drawn from it.</param>
    /// <param name="rate">The probability that an element is dropped, from 0 to 1.</param>
    public static RandomMask Draw(SeededRandom random, float rate) =>
        new((uint)random.NextUInt64(), (uint)Math.Min(rate * 4294967296.0, uint.MaxValue), rate < 1 ? 1 / (1 - rate) : 0);

    /// <summary>The factor of an element.</summary>
    public float this[uint index] => Lanes128.Mask(index, Key, Threshold, Kept).ToScalar();

    /// <summary>output (+)= input * mask, where element 0 of the buffers has that index. The buffers must have room for whole vectors.</summary>
    public void Apply(float* input, float* output, int count, bool accumulate, uint firstIndex = 0)
    {
        switch (Hardware.Form)
        {
            case VectorForm.Wide512: Apply<Vector512<float>, Lanes512>(input, output, count, accumulate, firstIndex); break;
            case VectorForm.Wide256: Apply<Vector256<float>, Lanes256>(input, output, count, accumulate, firstIndex); break;
            default: Apply<Vector128<float>, Lanes128>(input, output, count, accumulate, firstIndex); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Apply<TVector, TLanes>(float* input, float* output, int count, bool accumulate, uint firstIndex) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        for (var i = 0; i < count; i += TLanes.Width)
        {
            var factor = TLanes.Mask(firstIndex + (uint)i, Key, Threshold, Kept);
            var value = TLanes.Load(input + i);
            TLanes.Store(accumulate ? TLanes.MultiplyAdd(value, factor, TLanes.Load(output + i)) : TLanes.Multiply(value, factor), output + i);
        }
    }
}
