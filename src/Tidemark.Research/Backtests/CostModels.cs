using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;

namespace Tidemark.Research.Backtests;

/// <summary>Turns the names of cost and fill models into the models, with honest defaults: nothing is free unless asked for.</summary>
internal static class CostModels
{
    public static VenueOptions Of(BacktestRequest request, InstrumentId first, List<string> notes)
    {
        var fills = FillModels.Parse(request.FillModel, request.ParticipationCap);
        // The plain model is plain in everything: it exists to be compared with.
        var slippage = request.Slippage is { } name ? SlippageModels.Parse(name)
            : fills is NextOpenFillModel ? new NoSlippage() : SlippageModels.Default;
        return new VenueOptions(fills, slippage, WithFeeAsset(FeesOf(request, first, notes), request.FeeAsset));
    }

    private static FeeSchedule FeesOf(BacktestRequest request, InstrumentId first, List<string> notes)
    {
        if (request.FeeBasisPoints is { } basisPoints)
        {
            if (request.Costs is not null) throw new BadInputException("--fee-bps and --costs exclude each other");
            if (basisPoints is < -100m or > 10_000m) throw new BadInputException($"--fee-bps {basisPoints} must be from -100 to 10000");
            return FeePresets.Flat(basisPoints);
        }
        if (request.Costs is { } preset) return FeePresets.Find(preset);
        var fees = FeePresets.ForVenue(first, out var isKnown);
        notes.Add(isKnown ? $"fees: base tier of {first.Venue} ({fees.Source})" : $"fees: 10 bps, because the fees of {first.Venue} are not known; give --fee-bps or --costs");
        return fees;
    }

    private static FeeSchedule WithFeeAsset(FeeSchedule fees, string? asset) => asset switch
    {
        null or "quote" => fees,
        "received" => fees with { AssetRule = FeeAssetRule.Received },
        _ => fees with { AssetRule = FeeAssetRule.Asset, Asset = asset.ToUpperInvariant() },
    };
}
