using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Sessions;

namespace Tidemark.Simulation.Fees;

/// <summary>Takes the fees of one market of a venue in one session by its <see cref="FeeSchedule"/>: knows the volume traded so far, and therefore the tier.</summary>
internal sealed class FeeMeter
{
    private static readonly string[] DollarAssets = ["USD", "USDT", "USDC", "BUSD", "FDUSD", "TUSD", "DAI"];

    private readonly FeeSchedule schedule;
    private readonly SessionSetup setup;
    private readonly AccountBook book;
    private readonly TradedVolume? volume;
    private readonly string? dollarAsset;
    private Instant tierUntil = Instant.MinValue;

    /// <exception cref="BadInputException">The asset of the fee, or the volume that decides the tier, cannot be valued.</exception>
    public FeeMeter(FeeSchedule schedule, SessionSetup setup, AccountBook book, string venue)
    {
        this.schedule = schedule;
        this.setup = setup;
        this.book = book;
        Rates = schedule.Rates;
        if (schedule is { AssetRule: FeeAssetRule.Asset, Asset: { } asset }) book.RateOf(venue, asset);
        if (schedule.Tiers is null) return;
        volume = new TradedVolume(schedule.PriorVolume);
        dollarAsset = Dollar(setup, book, venue, schedule);
    }

    /// <summary>The rates in force at the last fill.</summary>
    public FeeRates Rates { get; private set; }

    /// <summary>The rates of an instrument at a moment: those declared with its rules where the schedule says so.</summary>
    public FeeRates RatesAt(InstrumentIndex index, Instant time)
    {
        if (!schedule.ByInstrument) return Rates;
        var rules = setup.Instruments[index.Value].RulesAt(time);
        return new FeeRates(rules.MakerFeeRate ?? Rates.Maker, rules.TakerFeeRate ?? Rates.Taker);
    }

    /// <summary>Whether a fee is paid in an asset whose price must be known, or counts volume in another currency.</summary>
    public static bool NeedsPrices(FeeSchedule schedule) => schedule.AssetRule == FeeAssetRule.Asset || schedule.Tiers is not null;

    /// <summary>The fee of a fill, which counts towards the volume.</summary>
    /// <param name="index">What was traded.</param>
    /// <param name="side">Our side.</param>
    /// <param name="time">When.</param>
    /// <param name="quantity">In base units.</param>
    /// <param name="notional">In quote currency (for contracts: in the currency of settlement).</param>
    /// <param name="role">Whether the fill gave or took liquidity.</param>
    public (decimal Fee, string Asset) Take(InstrumentIndex index, Side side, Instant time, decimal quantity, decimal notional, LiquidityRole role)
    {
        if (volume is not null)
        {
            if (time >= tierUntil) SetTier(index, time);
            volume.Add(notional * AccountBook.ToDecimalRate(DollarRateOf(index)));
        }
        var rate = RatesAt(index, time).For(role);
        var id = setup.Instruments[index.Value].Id;
        var money = id.Settle ?? id.Quote;
        if (schedule.AssetRule == FeeAssetRule.Quote) return (DecimalForm.Canonical(Exact.Multiply(notional, rate)), money);
        if (schedule.AssetRule == FeeAssetRule.Asset && TryThirdAsset(index, side, quantity, notional, rate) is { } fee) return fee;
        return side == Side.Buy && id.Kind == InstrumentKind.Spot ? (DecimalForm.Canonical(Exact.Multiply(quantity, rate)), id.Base) : (DecimalForm.Canonical(Exact.Multiply(notional, rate)), money);
    }

    private (decimal Fee, string Asset)? TryThirdAsset(InstrumentIndex index, Side side, decimal quantity, decimal notional, decimal rate)
    {
        var id = setup.Instruments[index.Value].Id;
        var asset = schedule.Asset!;
        var price = AccountBook.ToDecimalRate(book.RateOf(id.Venue, asset) / book.QuoteRate(index));
        // Venues give the discount on what they take, not on what they pay for liquidity.
        var due = rate > 0m ? notional * rate * (1m - schedule.Discount) : notional * rate;
        var fee = price > 0m ? due / price : 0m;
        // What this very fill hands over is not there to pay its fee.
        var spent = id.Kind != InstrumentKind.Spot ? 0m : side == Side.Sell && asset == id.Base ? quantity : side == Side.Buy && asset == id.Quote ? notional : 0m;
        return fee > 0m && book.AccountOf(index).Balance(asset) - spent >= fee ? (DecimalForm.Canonical(fee), asset) : null;
    }

    private void SetTier(InstrumentIndex index, Instant time)
    {
        var tiers = schedule.Tiers!;
        var period = tiers.UpdatedEvery.OpenOf(time);
        volume!.Begin(period);
        tierUntil = tiers.UpdatedEvery.CloseOf(period);
        Rates = tiers.Find(volume.Trailing, book.AccountOf(index).Balance).Rates;
    }

    private double DollarRateOf(InstrumentIndex index) =>
        dollarAsset is null ? book.QuoteRate(index) : book.QuoteRate(index) / book.RateOf(setup.Instruments[index.Value].Id.Venue, dollarAsset);

    /// <summary>The dollar asset through which volume is counted; null when the session itself is in dollars.</summary>
    private static string? Dollar(SessionSetup setup, AccountBook book, string venue, FeeSchedule schedule)
    {
        if (DollarAssets.Contains(setup.Currency)) return null;
        foreach (var asset in DollarAssets)
        {
            if (!setup.Instruments.Any(instrument => instrument.Id.Base == asset || instrument.Id.Quote == asset)) continue;
            book.RateOf(venue, asset);
            return asset;
        }
        throw new BadInputException($"--costs {schedule.Name}: its tiers count volume in {schedule.Tiers!.Currency}, and no instrument of this run converts {setup.Currency} to dollars; add one with --convert, or take fees without tiers");
    }
}
