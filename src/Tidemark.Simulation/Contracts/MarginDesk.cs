using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Sessions;

namespace Tidemark.Simulation.Contracts;

/// <summary>
/// What stands behind contract positions, and how much of it they must keep. Questions are asked of a <em>part</em>: a long or a short position
/// of hedge mode with isolated margin, which stand alone; or (<see cref="PositionSide.Flat"/>) all of an instrument, which stands or falls together.
/// </summary>
internal sealed class MarginDesk
{
    /// <summary>Prices of liquidation are counted as finely as values.</summary>
    private const int PriceDecimals = 12;

    private static readonly PositionSide[] Whole = [PositionSide.Flat];
    private static readonly PositionSide[] Apart = [PositionSide.Long, PositionSide.Short];

    private readonly SessionSetup setup;
    private readonly AccountBook book;
    private readonly MaintenanceTable?[] tables;
    private readonly bool[] isHedged;
    private readonly decimal[] putAside;
    private readonly decimal[] held;

    /// <exception cref="BadInputException">A contract has no margin table, or cannot be held on its account.</exception>
    public MarginDesk(SessionSetup setup, AccountBook book, MarginRules rules)
    {
        this.setup = setup;
        this.book = book;
        Rules = rules;
        tables = [.. setup.Instruments.Select(instrument => instrument.Id.IsContract ? rules.TableOf(instrument.Id) : null)];
        isHedged = [.. setup.Instruments.Select((_, index) => book.AccountOf(new InstrumentIndex(index)).Setup.PositionMode == PositionMode.Hedge)];
        putAside = new decimal[2 * setup.Instruments.Length];
        held = new decimal[2 * setup.Instruments.Length];
    }

    public MarginRules Rules { get; }

    private bool IsIsolated => Rules.Mode == MarginMode.Isolated;

    /// <summary>What of an instrument is closed by itself.</summary>
    public PositionSide[] PartsOf(InstrumentIndex instrument) => IsIsolated && isHedged[instrument.Value] ? Apart : Whole;

    /// <summary>The quantities, signed, of the positions of a part.</summary>
    public (decimal Long, decimal Short) HeldIn(InstrumentIndex instrument, PositionSide part)
    {
        if (isHedged[instrument.Value])
            return (part == PositionSide.Short ? 0m : book.HoldingOf(instrument, PositionSide.Long), part == PositionSide.Long ? 0m : book.HoldingOf(instrument, PositionSide.Short));
        var quantity = book.HoldingOf(instrument);
        return quantity > 0m ? (quantity, 0m) : (0m, quantity);
    }

    /// <summary>Whether the account can put the margin of an order aside, at a leverage that the venue allows for the position.</summary>
    public bool CanCarry(InstrumentIndex instrument, PositionSide position, Side side, decimal quantity, decimal price, decimal feeRate)
    {
        if (tables[instrument.Value] is not { } table) return true;
        var before = book.HoldingOf(instrument, position);
        var opening = quantity - Funds.ClosingPart(before, side, quantity);
        if (opening == 0m) return true;
        var leverage = book.AccountOf(instrument).Setup.Leverage;
        var notional = book.NotionalOf(instrument, before + side.Sign() * quantity, price);
        if (leverage > table.Find(notional).MaximumLeverage) return false;
        if (!IsIsolated) return true;
        var value = book.NotionalOf(instrument, opening, price);
        return value / leverage + value * feeRate <= Free(instrument) + Freed(instrument, position, before, quantity - opening, price);
    }

    /// <summary>Puts the margin of an opening part aside, and gives back that of a closing one.</summary>
    public void Filled(Fill fill)
    {
        var place = PlaceOf(fill.Instrument, fill.PositionSide);
        ref var quantity = ref held[place];
        ref var aside = ref putAside[place];
        var change = fill.Side == Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value;
        var closing = Funds.ClosingPart(quantity, fill.Side, fill.Quantity.Value);
        if (closing > 0m) aside -= ContractValue.PartOf(aside, closing, Math.Abs(quantity));
        var opening = fill.Quantity.Value - closing;
        if (opening > 0m) aside += ContractValue.Notional(fill.IsInverse, opening, fill.Price.Value) / book.AccountOf(fill.Instrument).Setup.Leverage;
        quantity += change;
    }

    /// <summary>The margin put aside for a part.</summary>
    public decimal StakeOf(InstrumentIndex instrument, PositionSide part) => part == PositionSide.Flat
        ? putAside[PlaceOf(instrument, PositionSide.Long)] + putAside[PlaceOf(instrument, PositionSide.Short)]
        : putAside[PlaceOf(instrument, part)];

    /// <summary>Whether at a mark price of a contract, others at their last prices, the margin of a part is no more than it must keep.</summary>
    public bool IsUsedUpAt(InstrumentIndex instrument, PositionSide part, decimal price)
    {
        var value = ContractValue.Of(setup.Instruments[instrument.Value].Id.IsInverse, book.HoldingOf(instrument, part), price);
        return Backing(instrument, part) + value - book.EntryValueOf(instrument, part) <= MarginOf(instrument, part, price);
    }

    /// <summary>The mark price nearest to another at which a part is closed; null when there is none.</summary>
    public decimal? LiquidationPriceOf(InstrumentIndex instrument, PositionSide part, decimal near)
    {
        var isInverse = setup.Instruments[instrument.Value].Id.IsInverse;
        var (longs, shorts) = HeldIn(instrument, part);
        ReadOnlySpan<(decimal, decimal)> positions = longs != 0m && shorts != 0m
            ? [(longs, book.EntryValueOf(instrument, PositionSide.Long)), (shorts, book.EntryValueOf(instrument, PositionSide.Short))]
            : [(longs + shorts, book.EntryValueOf(instrument, part))];
        var found = LiquidationPrice.Find(isInverse, positions, Backing(instrument, part), tables[instrument.Value]!, Rules.IsOnEntryValue, near);
        return found is { } price ? decimal.Round(price, PriceDecimals) : null;
    }

    /// <summary>What a closed part lost beyond what stood behind it: more than its margin, or with cross margin more than everything.</summary>
    /// <param name="instrument">The contract.</param>
    /// <param name="stake">What was put aside for it.</param>
    /// <param name="result">What closing gained, less the fee.</param>
    public decimal LossBeyond(InstrumentIndex instrument, decimal stake, decimal result)
    {
        var cash = book.CashOf(instrument);
        if (IsIsolated) return Math.Max(0m, Math.Max(-result - stake, -cash));
        // Money that is short while other positions have gained is no loss of the fund.
        for (var index = 0; index < tables.Length; index++)
        {
            var other = new InstrumentIndex(index);
            if (index != instrument.Value && IsSameMoney(instrument, other)) cash += UnrealizedOf(other);
        }
        return Math.Max(0m, -cash);
    }

    /// <summary>What closing a part of a position gives back: its margin, and what it gained.</summary>
    private decimal Freed(InstrumentIndex instrument, PositionSide position, decimal before, decimal closing, decimal price)
    {
        if (closing == 0m) return 0m;
        var gained = ContractValue.Of(setup.Instruments[instrument.Value].Id.IsInverse, before, price) - book.EntryValueOf(instrument, position);
        return (putAside[PlaceOf(instrument, position)] + gained) * closing / Math.Abs(before);
    }

    /// <summary>What stands behind a part besides its own profit.</summary>
    private decimal Backing(InstrumentIndex instrument, PositionSide part)
    {
        if (IsIsolated) return StakeOf(instrument, part);
        var backing = book.CashOf(instrument);
        for (var index = 0; index < tables.Length; index++)
        {
            var other = new InstrumentIndex(index);
            if (index == instrument.Value || !IsSameMoney(instrument, other) || HeldIn(other, PositionSide.Flat) == (0m, 0m)) continue;
            backing += UnrealizedOf(other);
            if (book.LastPrice(other) is > 0 and var last) backing -= MarginOf(other, PositionSide.Flat, (decimal)last);
        }
        return backing;
    }

    private decimal UnrealizedOf(InstrumentIndex instrument) => book.LastPrice(instrument) is > 0 and var last
        ? ContractValue.Of(setup.Instruments[instrument.Value].Id.IsInverse, book.HoldingOf(instrument), (decimal)last) - book.EntryValueOf(instrument)
        : 0m;

    private decimal Free(InstrumentIndex instrument)
    {
        var free = book.CashOf(instrument);
        for (var index = 0; index < tables.Length; index++)
            if (IsSameMoney(instrument, new InstrumentIndex(index))) free -= StakeOf(new InstrumentIndex(index), PositionSide.Flat);
        return free;
    }

    private bool IsSameMoney(InstrumentIndex one, InstrumentIndex other) => tables[other.Value] is not null
        && book.AccountIndexOf(one) == book.AccountIndexOf(other) && setup.Instruments[one.Value].Id.Money == setup.Instruments[other.Value].Id.Money;

    /// <summary>The margin that a part must keep at a price: a long and a short position each for itself.</summary>
    private decimal MarginOf(InstrumentIndex instrument, PositionSide part, decimal price)
    {
        var (longs, shorts) = HeldIn(instrument, part);
        if (longs == 0m || shorts == 0m) return MarginOf(instrument, longs + shorts, book.EntryValueOf(instrument, part), price);
        return MarginOf(instrument, longs, book.EntryValueOf(instrument, PositionSide.Long), price) + MarginOf(instrument, shorts, book.EntryValueOf(instrument, PositionSide.Short), price);
    }

    private decimal MarginOf(InstrumentIndex instrument, decimal quantity, decimal entry, decimal price) =>
        tables[instrument.Value]!.MarginOf(Rules.IsOnEntryValue ? Math.Abs(entry) : book.NotionalOf(instrument, quantity, price));

    private static int PlaceOf(InstrumentIndex instrument, PositionSide side) => 2 * instrument.Value + (side == PositionSide.Short ? 1 : 0);
}
