using System.Globalization;
using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Sessions;

namespace Tidemark.Simulation.Fees;

/// <summary>What a venue takes of a fill: a rate by liquidity role, in one of three kinds of asset.</summary>
/// <param name="Name">For reports: the preset, or the rate in basis points.</param>
/// <param name="Rates">Fractions of notional.</param>
/// <param name="AssetRule">In which asset it is taken.</param>
/// <param name="Asset">The third asset, for <see cref="FeeAssetRule.Asset"/>.</param>
/// <param name="Source">Where the rates come from, for reports.</param>
public sealed record FeeSchedule(string Name, FeeRates Rates, FeeAssetRule AssetRule = FeeAssetRule.Quote, string? Asset = null, string Source = "given")
{
    /// <summary>The fee of a fill.</summary>
    /// <param name="book">The venue's accounts, for the balance and the price of a third asset.</param>
    /// <param name="instrument">Name of what was traded.</param>
    /// <param name="index">Its dense index.</param>
    /// <param name="side">Our side.</param>
    /// <param name="quantity">In base units.</param>
    /// <param name="notional">In quote currency.</param>
    /// <param name="role">Whether the fill gave or took liquidity.</param>
    internal (decimal Fee, string Asset) Compute(AccountBook book, InstrumentId instrument, InstrumentIndex index, Side side, decimal quantity, decimal notional, LiquidityRole role)
    {
        var rate = Rates.For(role);
        if (AssetRule == FeeAssetRule.Quote) return (DecimalForm.Canonical(notional * rate), instrument.Quote);
        if (AssetRule == FeeAssetRule.Asset && Asset is { } asset)
        {
            var price = AccountBook.ToDecimalRate(book.RateOf(instrument.Venue, asset) / book.QuoteRate(index));
            var fee = price > 0m ? notional * rate / price : 0m;
            // What this very fill hands over is not there to pay its fee.
            var spent = side == Side.Sell && asset == instrument.Base ? quantity : side == Side.Buy && asset == instrument.Quote ? notional : 0m;
            if (fee > 0m && book.AccountOf(index).Balance(asset) - spent >= fee) return (DecimalForm.Canonical(fee), asset);
        }
        return side == Side.Buy ? (DecimalForm.Canonical(quantity * rate), instrument.Base) : (DecimalForm.Canonical(notional * rate), instrument.Quote);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Name} (maker {Rates.Maker * 10_000m:0.####} bps, taker {Rates.Taker * 10_000m:0.####} bps{AssetText})");

    private string AssetText => AssetRule switch
    {
        FeeAssetRule.Received => ", in the asset received",
        FeeAssetRule.Asset => $", in {Asset}",
        _ => "",
    };
}
