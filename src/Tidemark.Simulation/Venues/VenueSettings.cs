using System.Globalization;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Simulation.Contracts;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Interest;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Transfers;

namespace Tidemark.Simulation.Venues;

/// <summary>Writes the venue's models into a journal's first record as text, and makes them again from there: a restart runs what the record says.</summary>
public static class VenueSettings
{
    private const string FillModel = "fillModel";
    private const string ParticipationCap = "participationCap";
    private const string Slippage = "slippage";
    private const string Lacks = "venueLacks";
    private const string BorrowRates = "borrowRates";
    private const string BorrowEvery = "borrowEvery";
    private const string Transfers = "transfers";
    private const string Margin = "margin";
    private const string MarginTables = "marginTables";

    /// <summary>The venue's models as settings.</summary>
    /// <param name="venue">The models.</param>
    /// <param name="instruments">What is traded: contracts need their margin tables.</param>
    public static IEnumerable<NamedText> Describe(VenueOptions venue, IReadOnlyCollection<Instrument>? instruments = null)
    {
        yield return new NamedText(FillModel, venue.Fills.Name);
        if (venue.Fills.ParticipationCap is { } cap) yield return new NamedText(ParticipationCap, Text(cap));
        yield return new NamedText(Slippage, venue.Slippage.Name);
        foreach (var setting in FeeSettings.Describe(venue)) yield return setting;
        var lacking = VenueFeatures.All & ~venue.Capabilities.Native;
        if (lacking != VenueFeatures.None) yield return new NamedText(Lacks, lacking.ToString());
        if (venue.Latency is { } latency)
            foreach (var setting in LatencySettings.Describe(latency)) yield return setting;
        if (venue.Transfers.Rules.Length > 0) yield return new NamedText(Transfers, venue.Transfers.Text);
        if (venue.Interest is { } interest)
        {
            yield return new NamedText(BorrowRates, interest.Text);
            yield return new NamedText(BorrowEvery, interest.Every.ToString());
        }
        string[] contracts = [.. (instruments ?? []).Where(instrument => instrument.Id.IsContract).Select(instrument => instrument.Id.Symbol)];
        if (contracts.Length == 0) yield break;
        yield return new NamedText(Margin, venue.Margin.Mode.ToString());
        yield return new NamedText(MarginTables, MarginRulesJson.Write(venue.Margin, contracts));
    }

    /// <summary>The venue's models from a session's first record.</summary>
    /// <exception cref="InvalidDataException">A setting is missing.</exception>
    public static VenueOptions VenueOf(SessionStartedRecord started)
    {
        var cap = started.FindSetting(ParticipationCap) is { } text ? Number(text) : (decimal?)null;
        return new VenueOptions(FillModels.Parse(started.Setting(FillModel), cap), SlippageModels.Parse(started.Setting(Slippage)), FeeSettings.FeesOf(started))
        {
            OtherFees = FeeSettings.OtherFeesOf(started),
            Latency = LatencySettings.LatencyOf(started),
            Interest = started.FindSetting(BorrowRates) is { } rates ? BorrowInterest.Parse(rates.Split(' '), Interval.Parse(started.Setting(BorrowEvery))) : null,
            Transfers = started.FindSetting(Transfers) is { } transfers ? TransferRules.Parse(transfers.Split(' ')) : TransferRules.None,
            Margin = started.FindSetting(MarginTables) is { } tables
                ? MarginRulesJson.Parse(tables, "the session's first record", Enum.Parse<MarginMode>(started.Setting(Margin)))
                : MarginRules.Default,
            Capabilities = started.FindSetting(Lacks) is { } lacks ? new VenueCapabilities(VenueFeatures.All & ~Enum.Parse<VenueFeatures>(lacks)) : VenueCapabilities.All,
        };
    }

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
