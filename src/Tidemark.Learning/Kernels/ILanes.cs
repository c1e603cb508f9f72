namespace Tidemark.Learning.Kernels;

/// <summary>
/// What a kernel needs of a vector of floats. A kernel is written once as a generic method; the just-in-time compiler makes of it the form
/// for each width, with the vectors in registers.
/// </summary>
/// <typeparam name="TVector">The vector of the runtime: 512, 256 or 128 bits.</typeparam>
internal unsafe interface ILanes<TVector> where TVector : struct
{
    /// <summary>Floats of a vector.</summary>
    static abstract int Width { get; }

    static abstract TVector Load(float* address);

    static abstract void Store(TVector value, float* address);

    static abstract TVector Of(float value);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    static abstract TVector Divide(TVector left, TVector right);

    /// <summary>left * right + addend, rounded once where the hardware can.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    static abstract TVector Minimum(TVector left, TVector right);

    static abstract TVector Maximum(TVector left, TVector right);

    static abstract TVector SquareRoot(TVector value);

    static abstract TVector Absolute(TVector value);

    /// <summary>The nearest whole number.</summary>
    static abstract TVector Round(TVector value);

    /// <summary>2 to a whole power between -126 and 127.</summary>
    static abstract TVector PowerOfTwo(TVector wholePower);

    /// <summary>Where left is below right, yes; elsewhere, and where one is NaN, no.</summary>
    static abstract TVector SelectLess(TVector left, TVector right, TVector yes, TVector no);

    /// <summary>The sum of all lanes.</summary>
    static abstract float Sum(TVector value);

    /// <summary>1 / keepProbability in lanes whose element of a random mask is kept and 0 elsewhere; see <see cref="RandomMask"/>.</summary>
    static abstract TVector Mask(uint firstIndex, uint key, uint threshold, float kept);
}
