using System.Globalization;
using Tidemark.Engine.Sessions;

namespace Tidemark.Simulation.Fees;

/// <summary>What a venue takes of a fill: a rate by liquidity role, in one of three kinds of asset.</summary>
/// <param name="Name">For reports: the preset, or the rate in basis points.</param>
/// <param name="Rates">Fractions of notional; with tiers, those of the lowest.</param>
/// <param name="AssetRule">In which asset it is taken.</param>
/// <param name="Asset">The third asset, for <see cref="FeeAssetRule.Asset"/>.</param>
/// <param name="Source">Where the rates come from, for reports.</param>
public sealed record FeeSchedule(string Name, FeeRates Rates, FeeAssetRule AssetRule = FeeAssetRule.Quote, string? Asset = null, string Source = "given")
{
    /// <summary>The table by volume; null when the rates never change.</summary>
    public FeeTiers? Tiers { get; init; }

    /// <summary>Whether rates that were declared with the trading rules of an instrument, valid at the moment of the fill, go before <see cref="Rates"/>.</summary>
    public bool ByInstrument { get; init; }

    /// <summary>The fraction that the venue lets off when the fee is paid in <see cref="Asset"/>.</summary>
    public decimal Discount { get; init; }

    /// <summary>Own volume of the 30 days before the first fill, in the currency of the tiers.</summary>
    public decimal PriorVolume { get; init; }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Name} (maker {Rates.Maker * 10_000m:0.####} bps, taker {Rates.Taker * 10_000m:0.####} bps{TierText}{AssetText}{InstrumentText})");

    private string TierText => Tiers is null ? "" : " and less by 30-day volume";

    private string InstrumentText => ByInstrument ? "; as declared with the trading rules of the instrument" : "";

    private string AssetText => AssetRule switch
    {
        FeeAssetRule.Received => ", in the asset received",
        FeeAssetRule.Asset when Discount != 0m => string.Create(CultureInfo.InvariantCulture, $", in {Asset} at {Discount * 100m:0.##} % off"),
        FeeAssetRule.Asset => $", in {Asset}",
        _ => "",
    };
}
