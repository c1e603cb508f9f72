namespace Tidemark.Learning.Kernels.Recurrent;

/// <summary>Which recurrent cell.</summary>
internal enum RecurrentKind
{
    /// <summary>Long short-term memory: gates i, f, g, o.</summary>
    Lstm,

    /// <summary>Gated recurrent unit: gates r, z, n, where the reset gate multiplies the hidden part with its bias.</summary>
    Gru,
}
