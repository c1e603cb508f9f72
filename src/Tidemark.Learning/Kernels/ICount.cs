namespace Tidemark.Learning.Kernels;

/// <summary>A number that the just-in-time compiler knows: a kernel of a size is a generic method, and branches on sizes cost nothing.</summary>
internal interface ICount
{
    static abstract int Value { get; }
}
