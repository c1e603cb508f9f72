namespace Tidemark.Learning.Tuning;

/// <summary>How a study chooses what to try.</summary>
public enum SamplerKind
{
    /// <summary>All combinations, or spread evenly over them where there are more than trials.</summary>
    Grid,

    /// <summary>Anywhere with equal probability.</summary>
    Random,

    /// <summary>Tree of Parzen estimators: near what was good and away from what was not.</summary>
    Tpe,
}
