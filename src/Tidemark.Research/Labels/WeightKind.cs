namespace Tidemark.Research.Labels;

/// <summary>How samples are weighed.</summary>
public enum WeightKind : byte
{
    /// <summary>All the same.</summary>
    Equal,

    /// <summary>By average uniqueness; see <see cref="SampleWeights.Uniqueness"/>.</summary>
    Uniqueness,

    /// <summary>By return attribution; see <see cref="SampleWeights.ReturnAttribution"/>.</summary>
    Returns,
}
