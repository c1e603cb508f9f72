namespace Tidemark.Engine.Predictions;

/// <summary>What became of a model while a session runs.</summary>
public enum ModelChangeKind : byte
{
    /// <summary>A retrained version won on data that neither had learnt from, and takes over.</summary>
    Replaced,

    /// <summary>A retrained version did not win: the old one goes on.</summary>
    Kept,

    /// <summary>A training failed: the old version goes on.</summary>
    Failed,

    /// <summary>A person chose another version: promoted one, or went back to one.</summary>
    Chosen,

    /// <summary>A person chose another version, and it cannot take over: the old one goes on. Nothing was trained.</summary>
    Refused,
}
