namespace Tidemark.Research.Features;

/// <summary>The part of a sample in a fold.</summary>
public enum FoldPart : byte
{
    /// <summary>It is left out, because its label overlaps others or it stands in the embargo.</summary>
    None,

    /// <summary>It is learnt from.</summary>
    Train,

    /// <summary>Choices are made by it.</summary>
    Validation,

    /// <summary>It is judged on.</summary>
    Test,
}
