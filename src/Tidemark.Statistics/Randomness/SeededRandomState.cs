namespace Tidemark.Statistics.Randomness;

/// <summary>The whole state of a <see cref="SeededRandom"/>: saving and restoring it continues the stream exactly.</summary>
public readonly record struct SeededRandomState(ulong Word0, ulong Word1, ulong Word2, ulong Word3);
