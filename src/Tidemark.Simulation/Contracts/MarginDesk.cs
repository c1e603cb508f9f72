using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Sessions;

namespace Tidemark.Simulation.Contracts;

/// <summary>What stands behind contract positions, and how much of it they must keep.</summary>
internal sealed class MarginDesk
{
    private readonly SessionSetup setup;
    private readonly AccountBook book;
    private readonly MaintenanceTable?[] tables;
    private readonly decimal[] putAside;
    private readonly decimal[] held;

    /// <exception cref="BadInputException">A contract has no margin table, or cannot be held on its account.</exception>
    public MarginDesk(SessionSetup setup, AccountBook book, MarginRules rules)
    {
        this.setup = setup;
        this.book = book;
        Rules = rules;
        tables = [.. setup.Instruments.Select(instrument => instrument.Id.IsContract ? rules.TableOf(instrument.Id) : null)];
        putAside = new decimal[setup.Instruments.Length];
        held = new decimal[setup.Instruments.Length];
    }

    public MarginRules Rules { get; }

    private bool IsIsolated => Rules.Mode == MarginMode.Isolated;

    /// <summary>Whether the account can put the margin of an order aside, at a leverage that the venue allows for the position.</summary>
    public bool CanCarry(InstrumentIndex instrument, Side side, decimal quantity, decimal price, decimal feeRate)
    {
        var before = book.HoldingOf(instrument);
        var opening = quantity - Funds.ClosingPart(before, side, quantity);
        if (opening == 0m || tables[instrument.Value] is not { } table) return true;
        var leverage = book.AccountOf(instrument).Setup.Leverage;
        var notional = book.NotionalOf(instrument, before + side.Sign() * quantity, price);
        if (leverage > table.Find(notional).MaximumLeverage) return false;
        if (!IsIsolated) return true;
        var value = book.NotionalOf(instrument, opening, price);
        return value / leverage + value * feeRate <= Free(instrument) + Freed(instrument, before, quantity - opening, price);
    }

    /// <summary>What closing a part of a position gives back: its margin, and what it gained.</summary>
    private decimal Freed(InstrumentIndex instrument, decimal before, decimal closing, decimal price)
    {
        if (closing == 0m) return 0m;
        var gained = ContractValue.Of(setup.Instruments[instrument.Value].Id.IsInverse, before, price) - book.EntryValueOf(instrument);
        return (putAside[instrument.Value] + gained) * closing / Math.Abs(before);
    }

    /// <summary>Puts the margin of an opening part aside, and gives back that of a closing one.</summary>
    public void Filled(Fill fill)
    {
        ref var quantity = ref held[fill.Instrument.Value];
        ref var aside = ref putAside[fill.Instrument.Value];
        var change = fill.Side == Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value;
        var closing = Funds.ClosingPart(quantity, fill.Side, fill.Quantity.Value);
        if (closing > 0m) aside = closing == Math.Abs(quantity) ? 0m : aside - aside * closing / Math.Abs(quantity);
        var opening = fill.Quantity.Value - closing;
        if (opening > 0m) aside += ContractValue.Notional(fill.IsInverse, opening, fill.Price.Value) / book.AccountOf(fill.Instrument).Setup.Leverage;
        quantity += change;
    }

    /// <summary>What can be lost with a position: the margin put aside, or with cross margin everything.</summary>
    public decimal StakeOf(InstrumentIndex instrument) => putAside[instrument.Value];

    /// <summary>Whether at a mark price of a contract, others at their last prices, its margin is no more than it must keep.</summary>
    public bool IsUsedUpAt(InstrumentIndex instrument, decimal price)
    {
        var quantity = book.HoldingOf(instrument);
        var entry = book.EntryValueOf(instrument);
        var value = ContractValue.Of(setup.Instruments[instrument.Value].Id.IsInverse, quantity, price);
        return Backing(instrument) + value - entry <= MarginOf(instrument, Math.Abs(value), Math.Abs(entry));
    }

    /// <summary>The mark price at which a position is closed; null when there is none.</summary>
    public decimal? LiquidationPriceOf(InstrumentIndex instrument)
    {
        var found = LiquidationPrice.Find(setup.Instruments[instrument.Value].Id.IsInverse, book.HoldingOf(instrument), book.EntryValueOf(instrument),
            Backing(instrument), tables[instrument.Value]!, Rules.IsOnEntryValue);
        return found is { } price ? decimal.Round(price, 8) : null;
    }

    /// <summary>What a closed position lost beyond what stood behind it.</summary>
    /// <param name="instrument">The contract, flat by now.</param>
    /// <param name="stake">What was put aside for it.</param>
    /// <param name="result">What closing gained, less the fee.</param>
    public decimal LossBeyond(InstrumentIndex instrument, decimal stake, decimal result) =>
        IsIsolated ? Math.Max(0m, -result - stake) : Math.Max(0m, -book.CashOf(instrument));

    /// <summary>What stands behind a position besides its own profit.</summary>
    private decimal Backing(InstrumentIndex instrument)
    {
        if (IsIsolated) return putAside[instrument.Value];
        var backing = book.CashOf(instrument);
        for (var index = 0; index < tables.Length; index++)
        {
            var other = new InstrumentIndex(index);
            if (index == instrument.Value || !IsSameMoney(instrument, other) || book.HoldingOf(other) == 0m) continue;
            var id = setup.Instruments[index].Id;
            var entry = book.EntryValueOf(other);
            var last = book.LastPrice(other);
            var value = ContractValue.Of(id.IsInverse, book.HoldingOf(other), (decimal)last);
            backing += value - entry - MarginOf(other, Math.Abs(value), Math.Abs(entry));
        }
        return backing;
    }

    private decimal Free(InstrumentIndex instrument)
    {
        var free = book.CashOf(instrument);
        for (var index = 0; index < tables.Length; index++)
            if (IsSameMoney(instrument, new InstrumentIndex(index))) free -= putAside[index];
        return free;
    }

    private bool IsSameMoney(InstrumentIndex one, InstrumentIndex other) => tables[other.Value] is not null
        && book.AccountIndexOf(one) == book.AccountIndexOf(other) && setup.Instruments[one.Value].Id.Money == setup.Instruments[other.Value].Id.Money;

    private decimal MarginOf(InstrumentIndex instrument, decimal value, decimal entry) => tables[instrument.Value]!.MarginOf(Rules.IsOnEntryValue ? entry : value);
}
