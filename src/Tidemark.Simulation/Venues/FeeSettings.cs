using System.Collections.Immutable;
using System.Globalization;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Sessions;
using Tidemark.Simulation.Fees;

namespace Tidemark.Simulation.Venues;

/// <summary>Fees as settings of a session. Those of further markets have the same names with the market behind an @.</summary>
internal static class FeeSettings
{
    private const string Name = "feeName";
    private const string MakerRate = "makerFeeRate";
    private const string TakerRate = "takerFeeRate";
    private const string AssetRule = "feeAssetRule";
    private const string Asset = "feeAsset";
    private const string Discount = "feeDiscount";
    private const string ByInstrument = "feeByInstrument";
    private const string TierTable = "feeTiers";
    private const string PriorVolume = "priorVolume";
    private const string OtherMarkets = "feeMarkets";
    private const char Contracts = '+';

    public static IEnumerable<NamedText> Describe(VenueOptions venue)
    {
        foreach (var setting in Describe(venue.Fees, "")) yield return setting;
        if (venue.OtherFees.IsEmpty) yield break;
        yield return new NamedText(OtherMarkets, string.Join(' ', venue.OtherFees.Select(KeyOf)));
        foreach (var market in venue.OtherFees)
            foreach (var setting in Describe(market.Fees, $"@{KeyOf(market)}")) yield return setting;
    }

    /// <exception cref="InvalidDataException">A setting is missing.</exception>
    public static FeeSchedule FeesOf(SessionStartedRecord started) => FeesOf(started, "");

    /// <exception cref="InvalidDataException">A setting is missing.</exception>
    public static ImmutableArray<MarketFees> OtherFeesOf(SessionStartedRecord started) => started.FindSetting(OtherMarkets) is not { } markets ? [] :
        [.. markets.Split(' ').Select(key => new MarketFees(key.TrimEnd(Contracts), key.EndsWith(Contracts), FeesOf(started, $"@{key}")))];

    private static string KeyOf(MarketFees market) => market.IsOfContracts ? market.Venue + Contracts : market.Venue;

    private static IEnumerable<NamedText> Describe(FeeSchedule fees, string suffix)
    {
        yield return new NamedText(Name + suffix, fees.Name);
        yield return new NamedText(MakerRate + suffix, Text(fees.Rates.Maker));
        yield return new NamedText(TakerRate + suffix, Text(fees.Rates.Taker));
        yield return new NamedText(AssetRule + suffix, fees.AssetRule.ToString());
        if (fees.Asset is { } asset) yield return new NamedText(Asset + suffix, asset);
        if (fees.Discount != 0m) yield return new NamedText(Discount + suffix, Text(fees.Discount));
        if (fees.ByInstrument) yield return new NamedText(ByInstrument + suffix, "true");
        if (fees.Tiers is { } tiers) yield return new NamedText(TierTable + suffix, tiers.ToString());
        if (fees.PriorVolume != 0m) yield return new NamedText(PriorVolume + suffix, Text(fees.PriorVolume));
    }

    private static FeeSchedule FeesOf(SessionStartedRecord started, string suffix)
    {
        var rates = new FeeRates(Number(started.Setting(MakerRate + suffix)), Number(started.Setting(TakerRate + suffix)));
        return new FeeSchedule(started.Setting(Name + suffix), rates, Enum.Parse<FeeAssetRule>(started.Setting(AssetRule + suffix)), started.FindSetting(Asset + suffix))
        {
            ByInstrument = started.FindSetting(ByInstrument + suffix) == "true",
            Discount = started.FindSetting(Discount + suffix) is { } discount ? Number(discount) : 0m,
            Tiers = started.FindSetting(TierTable + suffix) is { } table ? FeeTiers.Parse(table) : null,
            PriorVolume = started.FindSetting(PriorVolume + suffix) is { } volume ? Number(volume) : 0m,
        };
    }

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
