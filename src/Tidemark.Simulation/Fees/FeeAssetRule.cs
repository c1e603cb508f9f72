namespace Tidemark.Simulation.Fees;

/// <summary>In which asset a venue takes its fee.</summary>
public enum FeeAssetRule : byte
{
    /// <summary>Always in quote currency.</summary>
    Quote,

    /// <summary>In what the fill brings: base currency on buys, quote currency on sells.</summary>
    Received,

    /// <summary>In a third asset while the account has enough of it, else as <see cref="Received"/>.</summary>
    Asset,
}
