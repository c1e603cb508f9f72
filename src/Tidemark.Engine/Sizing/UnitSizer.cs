using Tidemark.Engine.Orders;
using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Universes;

namespace Tidemark.Engine.Sizing;

/// <summary>Finds the quantity of one unit by the session's <see cref="SizingRule"/>, rounded down to the instrument's step.</summary>
internal sealed class UnitSizer(SessionSetup setup, AccountBook book, OrderLedger orders, TradableInstruments tradable)
{
    /// <summary>Where no step is known, quantities are cut to 8 decimals, the finest that venues use.</summary>
    private const decimal DefaultStep = 0.00000001m;

    /// <summary>More than any account holds, and far below what a decimal can.</summary>
    private const double LargestWorth = 1e18;

    /// <summary>How many strategies share the accounts, each with an equal part.</summary>
    public int Strategies { get; set; } = 1;

    /// <summary>The quantity at the last price; zero while no price is known or nothing is left to spend.</summary>
    public Quantity UnitOf(InstrumentIndex instrument, Instant now)
    {
        var rule = setup.Sizing;
        if (rule.Kind == SizingKind.FixedQuantity) return setup.Instruments[instrument.Value].RoundQuantity(rule.Value, Rounding.Down, now);
        var last = book.LastPrice(instrument);
        if (!(last > 0)) return Quantity.Zero;
        var price = (decimal)last;
        var budget = rule.Kind == SizingKind.Stake ? rule.Value : rule.Value * FreeEquity(instrument, price);
        if (budget <= 0m) return Quantity.Zero;
        var withFee = 1m + book.AccountOf(instrument).Setup.Fees.Worst;
        // Inverse contracts are counted in quote currency: a stake is one already, money is base currency that the price makes one.
        var quantity = !IsInverse(instrument) ? budget / (price * withFee) : rule.Kind == SizingKind.Stake ? budget / withFee : budget * price / withFee;
        return Rounded(instrument, quantity, now);
    }

    /// <summary>What a strategy counts as its own of the account on which an instrument trades, in the session's currency.</summary>
    public double EquityFor(InstrumentIndex instrument) => book.EquityOf(book.AccountIndexOf(instrument)) / Strategies;

    /// <summary>The signed quantity that is worth a share of the strategy's equity after the fee of buying it; zero while no price is known.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="weight">A fraction of equity, negative for short.</param>
    /// <param name="now">The engine's time.</param>
    public Quantity OfWeight(InstrumentIndex instrument, double weight, Instant now)
    {
        var last = book.LastPrice(instrument);
        var worth = weight * EquityFor(instrument) / book.QuoteRate(instrument);
        if (!(last > 0) || !double.IsFinite(worth) || Math.Abs(worth) > LargestWorth) return Quantity.Zero;
        var withFee = 1m + book.AccountOf(instrument).Setup.Fees.Worst;
        var wanted = (decimal)Math.Abs(worth);
        var size = Rounded(instrument, IsInverse(instrument) ? wanted * (decimal)last / withFee : wanted / ((decimal)last * withFee), now);
        return worth < 0 ? -size : size;
    }

    private bool IsInverse(InstrumentIndex instrument) => setup.Instruments[instrument.Value].Id.IsInverse;

    /// <summary>A quantity rounded down to the step in force, or to the finest that venues use.</summary>
    public Quantity Rounded(InstrumentIndex instrument, decimal quantity, Instant now)
    {
        var rounded = setup.Instruments[instrument.Value].RoundQuantity(quantity, Rounding.Down, now);
        return setup.Instruments[instrument.Value].RulesAt(now).QuantityStep is null ? new Quantity(decimal.Floor(rounded.Value / DefaultStep) * DefaultStep) : rounded;
    }

    /// <summary>The share of one strategy and instrument in the account's equity, but not more than what is free, in quote currency.</summary>
    private decimal FreeEquity(InstrumentIndex instrument, decimal price)
    {
        var account = book.AccountIndexOf(instrument);
        var sharing = 0;
        foreach (var member in tradable.Members)
            if (book.AccountIndexOf(member) == account) sharing++;
        var equity = book.EquityOf(account) / book.QuoteRate(instrument);
        if (!double.IsFinite(equity)) return 0m;
        FundsLens.Look(setup, book, instrument, orders, null, 0, out var funds);
        var share = (decimal)equity / (Math.Max(sharing, 1) * Strategies);
        var free = funds.Policy switch
        {
            FundsPolicy.InitialMargin => funds.Equity * funds.Leverage - funds.OtherExposure,
            FundsPolicy.OwnedAssets => funds.Quote - funds.ReservedQuote,
            _ => funds.Quote + Math.Min(funds.Base, 0m) * price * 2m,
        };
        return Math.Min(share, free);
    }
}
