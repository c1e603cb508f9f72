namespace Tidemark.Simulation.Fills;

/// <summary>
/// The plain model of research backtesters, kept to compare with them.
/// <list type="bullet">
/// <item>Market orders fill whole at the open of the next bar.</item>
/// <item>Stops: at the open if it is beyond the stop, else at the stop price if the bar touches it. Limits: at the open if it is
/// better, else at the limit if the bar touches it. Stops come before limits, whatever the open.</item>
/// <item>Stops and targets of an entry are in force from the bar after the entry fill.</item>
/// </list>
/// Unrealistic: any quantity fills, a touch fills a limit order although others stand before it in the queue, and an entry bar that
/// runs through the stop does not stop out.
/// </summary>
public sealed class NextOpenFillModel : IFillModel
{
    public string Name => "next-open";

    public string Assumption => "whole fills at the next open, limits on touch, stops before targets, protection from the bar after the entry";

    public bool FillsLimitsOnTouch => true;

    public bool ProtectsEntryBar => false;

    public decimal? ParticipationCap => null;
}
