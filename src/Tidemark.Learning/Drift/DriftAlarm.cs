namespace Tidemark.Learning.Drift;

/// <summary>What a detector noticed.</summary>
public enum DriftAlarm
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Values have risen.</summary>
    Higher,

    /// <summary>Values have fallen.</summary>
    Lower,

    /// <summary>Values are farther from the middle.</summary>
    Wider,

    /// <summary>Values are closer to the middle.</summary>
    Narrower,
}
