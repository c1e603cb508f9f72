namespace Tidemark.Engine.Sessions;

/// <summary>Limits that every order of the session must respect; null means no limit.</summary>
/// <param name="MaximumOrderNotional">Price times quantity of one order, in the instrument's quote currency.</param>
/// <param name="MaximumPositionNotional">Price times the position that would result, in quote currency.</param>
/// <param name="MaximumOpenOrders">Working orders of the session at once.</param>
public sealed record RiskLimits(decimal? MaximumOrderNotional = null, decimal? MaximumPositionNotional = null, int? MaximumOpenOrders = null)
{
    public static readonly RiskLimits None = new();

    /// <summary>Whether nothing is limited.</summary>
    public bool AreNone => MaximumOrderNotional is null && MaximumPositionNotional is null && MaximumOpenOrders is null;
}
