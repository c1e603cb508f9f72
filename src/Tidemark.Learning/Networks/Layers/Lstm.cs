using Tidemark.Learning.Kernels.Recurrent;

namespace Tidemark.Learning.Networks.Layers;

/// <summary>Long short-term memory; gate rows i, f, g, o. Source: S. Hochreiter and J. Schmidhuber (1997), with the forget gate of F. Gers and others (2000).</summary>
/// <param name="shape">Sizes.</param>
public sealed class Lstm(RecurrentShape shape) : RecurrentLayer(RecurrentKind.Lstm, shape);
