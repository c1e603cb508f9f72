namespace Tidemark.Domain;

public enum TimeInForce : byte
{
    /// <summary>Good till canceled.</summary>
    Gtc,

    /// <summary>Immediate or cancel: what does not fill at the first opportunity expires.</summary>
    Ioc,

    /// <summary>Fill or kill: the whole quantity at the first opportunity, or nothing.</summary>
    Fok,

    /// <summary>Good till date: expires at <see cref="OrderOptions.ExpiresAt"/>.</summary>
    Gtd,
}
