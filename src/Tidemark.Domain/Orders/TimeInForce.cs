namespace Tidemark.Domain;

public enum TimeInForce : byte
{
    /// <summary>Good till canceled.</summary>
    Gtc,

    /// <summary>Immediate or cancel: what does not fill at the first opportunity expires.</summary>
    Ioc,
}
