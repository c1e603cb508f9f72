namespace Tidemark.Learning.Networks.Training;

/// <summary>How the learning rate goes on.</summary>
public enum RateSchedule
{
    /// <summary>It stays.</summary>
    Constant,

    /// <summary>It falls to zero along half a cosine.</summary>
    Cosine,

    /// <summary>It rises over the first third and falls to almost nothing.</summary>
    OneCycle,

    /// <summary>It is halved after each fifth of the epochs.</summary>
    Step,

    /// <summary>It is halved when the validation loss, or without validation samples the training loss, has not improved for five epochs.</summary>
    Plateau,
}
