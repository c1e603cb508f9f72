namespace Tidemark.Learning.Kernels;

/// <summary>A function of one number, as vectors: its value and its slope.</summary>
internal interface IActivation
{
    /// <param name="x">Where.</param>
    /// <param name="parameter">What the function needs besides, such as the slope of the leaky side.</param>
    static abstract TVector Value<TVector, TLanes>(TVector x, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector>;

    /// <summary>The derivative.</summary>
    /// <param name="x">Where.</param>
    /// <param name="y">The value there, which often makes it cheap.</param>
    /// <param name="parameter">As for the value.</param>
    static abstract TVector Slope<TVector, TLanes>(TVector x, TVector y, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector>;
}
