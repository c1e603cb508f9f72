namespace Tidemark.Research.Features.Checks;

/// <summary>In which way features or labels cannot be trusted.</summary>
public enum FeatureFindingKind : byte
{
    /// <summary>The formula says that it reads what is not known yet.</summary>
    LooksAhead,

    /// <summary>Leaving away what is not known yet changes values.</summary>
    SeesTheEnd,

    /// <summary>Changing what is not known yet changes values.</summary>
    SeesTheFuture,

    /// <summary>The streaming form, which trades, differs from whole columns, from which models learn.</summary>
    StreamingDiffers,

    /// <summary>Two computations of the same data differ.</summary>
    NotDeterministic,

    /// <summary>A feature tells the label nearly without error.</summary>
    TellsTheLabel,

    /// <summary>A label depends on what comes after the time at which it is said to be known.</summary>
    LabelEndsLater,

    /// <summary>A label does not depend on the future of its bar, or is known before it.</summary>
    LabelIsNotOfTheFuture,

    /// <summary>A warning: a feature never has a value.</summary>
    NeverDefined,

    /// <summary>A warning: a feature never changes.</summary>
    NeverChanges,
}
