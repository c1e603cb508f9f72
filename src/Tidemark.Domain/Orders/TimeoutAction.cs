namespace Tidemark.Domain;

/// <summary>What happens to an order that has not filled in its time.</summary>
public enum TimeoutAction : byte
{
    Cancel,

    /// <summary>Its limit moves to the market; see <see cref="OrderTimeout"/>.</summary>
    Reprice,
}
