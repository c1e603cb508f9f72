namespace Tidemark.Simulation.Fills;

/// <summary>
/// The default: what a bar leaves open is decided against us.
/// <list type="bullet">
/// <item>Market orders fill at the open of the next bar, as far as the participation cap allows; the rest waits for the bars after.</item>
/// <item>Stops fill at the open if it is beyond the stop, else at the stop price if the bar touches it.</item>
/// <item>Limits fill at the open if it is better, else at the limit only if the price goes beyond it.</item>
/// <item>The stop is taken to come before the target; a stop is in force during the entry bar, after the entry, a target only from
/// the next bar on.</item>
/// </list>
/// Unrealistic: within the cap, our order does not move the price that others see; a stop fills at its price (plus slippage) even
/// when the market jumped over it inside the bar.
/// </summary>
public sealed class WorstCaseFillModel(decimal? participationCap = WorstCaseFillModel.DefaultParticipationCap) : IFillModel
{
    /// <summary>A tenth of what others traded.</summary>
    public const decimal DefaultParticipationCap = 0.1m;

    public string Name => "worst-case";

    public string Assumption => ParticipationCap is { } cap
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"next open, limits only when traded through, stops first and already in the entry bar, at most {cap * 100m:0.##} % of a bar's volume")
        : "next open, limits only when traded through, stops first and already in the entry bar";

    public bool FillsLimitsOnTouch => false;

    public bool ProtectsEntryBar => true;

    public decimal? ParticipationCap => participationCap;
}
