using System.Collections.Immutable;
using Tidemark.Engine.Sessions;
using Tidemark.Simulation.Books.Queues;
using Tidemark.Simulation.Contracts;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Interest;
using Tidemark.Simulation.Latency;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Transfers;
using Tidemark.Simulation.Venues;

namespace Tidemark.Research.Backtests;

/// <summary>Turns the names of cost and fill models into the models, with honest defaults: nothing is free unless asked for.</summary>
internal static class CostModels
{
    public static VenueOptions Of(BacktestRequest request, IReadOnlyList<SeriesInput> inputs, List<string> notes)
    {
        var hasBooks = inputs.Any(input => input.Book is not null);
        if (request.QueueModel is not null && !hasBooks) throw new BadInputException("--queue-model is for order books: name one with --depth or --data depth");
        if (request.ParticipationCap is not null && hasBooks) throw new BadInputException("--participation is a share of a bar's volume; orders in an order book take what is displayed");
        var fills = hasBooks ? new BookFillModel(QueueModels.Parse(request.QueueModel ?? QueueModels.Default)) : FillModels.Parse(request.FillModel, request.ParticipationCap);
        // The plain model is plain in everything: it exists to be compared with. In a book, what a taker pays beyond the best price is in its fills.
        var slippage = hasBooks ? new NoSlippage() : request.Slippage is { } name ? SlippageModels.Parse(name)
            : fills is NextOpenFillModel ? new NoSlippage() : SlippageModels.Default;
        CheckPresets(request, inputs);
        var fees = inputs.Select(input => (input.Instrument.Id.Venue, input.Instrument.Id.IsContract)).Distinct()
            .Select(market => new MarketFees(market.Venue, market.IsContract, FeesOf(request, [.. inputs.Where(input => (input.Instrument.Id.Venue, input.Instrument.Id.IsContract) == market)], notes)))
            .ToImmutableArray();
        return new VenueOptions(fills, slippage, fees[0].Fees)
        {
            OtherFees = [.. fees.Skip(1).Where(market => market.Fees != fees[0].Fees || market.Fees.Tiers is not null)],
            Latency = LatencyOf(request.Latency),
            Transfers = TransferRules.Parse(request.Transfers),
            Margin = MarginOf(request),
            Interest = InterestOf(request),
        };
    }

    private static BorrowInterest? InterestOf(BacktestRequest request)
    {
        if (request.BorrowRates.Length > 0) return BorrowInterest.Parse(request.BorrowRates, request.BorrowEvery ?? Interval.Hours(1));
        return request.BorrowEvery is null ? null : throw new BadInputException("--borrow-every needs --borrow-rate");
    }

    private static MarginRules MarginOf(BacktestRequest request)
    {
        if (request.MarginTiers is not { } file) return MarginRules.Default with { Mode = request.Margin };
        if (!File.Exists(file)) throw new BadInputException($"--margin-tiers: there is no file '{file}'");
        return MarginRulesJson.Parse(File.ReadAllText(file), file, request.Margin);
    }

    private static FeeSchedule FeesOf(BacktestRequest request, IReadOnlyList<SeriesInput> inputs, List<string> notes)
    {
        var fees = WithFeeAsset(ScheduleOf(request, inputs, notes), request.FeeAsset);
        if (request.FeeDiscount is { } discount)
        {
            if (discount is < 0m or > 1m) throw new BadInputException($"--fee-discount {discount} must be a fraction from 0 to 1");
            if (fees.AssetRule != FeeAssetRule.Asset) throw new BadInputException("--fee-discount is what a venue lets off for fees in an asset of its choice: name that with --fee-asset, such as --fee-asset BNB");
            fees = fees with { Discount = discount };
        }
        if (request.PriorVolume == 0m) return fees;
        if (request.PriorVolume < 0m) throw new BadInputException($"--prior-volume {request.PriorVolume} must not be negative");
        return fees.Tiers is not null ? fees with { PriorVolume = request.PriorVolume }
            : throw new BadInputException($"--prior-volume: the fees of {fees.Name} do not depend on volume; take --costs with tiers, such as binance-tiers");
    }

    private static ILatencyModel? LatencyOf(string text)
    {
        const string Recorded = "recorded:";
        if (!text.StartsWith(Recorded, StringComparison.Ordinal)) return LatencyModels.Parse(text);
        var file = text[Recorded.Length..];
        if (!File.Exists(file)) throw new BadInputException($"--latency: there is no file '{file}'");
        return LatencyModels.Read(file, File.ReadLines(file));
    }

    private static FeeSchedule ScheduleOf(BacktestRequest request, IReadOnlyList<SeriesInput> inputs, List<string> notes)
    {
        if (request.FeeBasisPoints is { } basisPoints)
        {
            if (request.Costs is not null) throw new BadInputException("--fee-bps and --costs exclude each other");
            if (basisPoints is < -100m or > 10_000m) throw new BadInputException($"--fee-bps {basisPoints} must be from -100 to 10000");
            return FeePresets.Flat(basisPoints);
        }
        var first = inputs[0].Instrument.Id;
        if (request.Costs is { } preset && PresetFor(first, preset) is { } chosen) return chosen;
        var fees = FeePresets.ForVenue(first, out var isKnown);
        var declared = inputs.Count(input => input.Instrument.Rules.Any(HasRates));
        if (declared > 0)
        {
            notes.Add($"fees: as declared with the trading rules of {(inputs.Count == 1 ? first : $"{declared} of {inputs.Count} instruments")}{(declared < inputs.Count || !inputs.All(input => input.Instrument.Rules.All(HasRates)) ? $", else {fees}" : "")}");
            return fees with { ByInstrument = true };
        }
        notes.Add(isKnown ? $"fees: base tier of {first.Venue} ({fees.Source})" : $"fees: 10 bps, because the fees of {first.Venue} are not known; give --fee-bps or --costs");
        return fees;
    }

    /// <summary>A name that fits nothing would leave the default fees in force unnoticed.</summary>
    private static void CheckPresets(BacktestRequest request, IReadOnlyList<SeriesInput> inputs)
    {
        var venues = inputs.Select(input => input.Instrument.Id.Venue).Distinct().ToList();
        foreach (var part in (request.Costs ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var named = part.Split('=', 2);
            FeePresets.Find(named[^1]);
            if (named.Length == 2 && !venues.Contains(named[0])) throw new BadInputException($"--costs {part}: no instrument of this run is traded at {named[0]}{NearestNames.Hint(named[0], venues)}");
        }
    }

    /// <summary>The preset asked for at a venue: the one named for it, as in <c>kraken=kraken-tiers</c>, or the one for all; null for the venue's own.</summary>
    private static FeeSchedule? PresetFor(InstrumentId instrument, string presets)
    {
        FeeSchedule? forAll = null, own = null;
        foreach (var part in presets.Split(','))
        {
            var named = part.Split('=', 2);
            if (named.Length == 1) forAll = FeePresets.Find(part);
            else if (named[0] == instrument.Venue) own = FeePresets.Find(named[1]);
        }
        return own ?? forAll;
    }

    /// <summary>The rates assumed in checks before an order is sent: the dearest that may apply at a venue.</summary>
    public static FeeRates AssumedRates(VenueOptions venue, IReadOnlyList<SeriesInput> inputs)
    {
        var rates = inputs.GroupBy(input => venue.FeesOf(input.Instrument.Id)).Select(market => AssumedRates(market.Key, [.. market])).ToList();
        return new FeeRates(rates.Max(each => each.Maker), rates.Max(each => each.Taker));
    }

    private static FeeRates AssumedRates(FeeSchedule fees, IReadOnlyList<SeriesInput> inputs)
    {
        if (!fees.ByInstrument) return fees.Rates;
        var rules = inputs.SelectMany(input => input.Instrument.Rules).ToList();
        return new FeeRates(rules.Select(each => each.MakerFeeRate ?? fees.Rates.Maker).Append(fees.Rates.Maker).Max(), rules.Select(each => each.TakerFeeRate ?? fees.Rates.Taker).Append(fees.Rates.Taker).Max());
    }

    private static bool HasRates(TradingRules rules) => rules.MakerFeeRate is not null || rules.TakerFeeRate is not null;

    private static FeeSchedule WithFeeAsset(FeeSchedule fees, string? asset) => asset switch
    {
        null => fees,
        "quote" => fees with { AssetRule = FeeAssetRule.Quote, Asset = null, Discount = 0m },
        "received" => fees with { AssetRule = FeeAssetRule.Received, Asset = null, Discount = 0m },
        _ => fees with { AssetRule = FeeAssetRule.Asset, Asset = asset.ToUpperInvariant() },
    };
}
