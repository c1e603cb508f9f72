namespace Tidemark.Server.Access;

/// <summary>Where a token came from.</summary>
public enum TokenOrigin : byte
{
    /// <summary>The environment: its owner knows it, and it is never printed.</summary>
    Environment,

    /// <summary>Made by an earlier start of this home.</summary>
    Home,

    /// <summary>Made just now: the moment to show it.</summary>
    New,
}
