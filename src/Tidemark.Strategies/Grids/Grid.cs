namespace Tidemark.Strategies.Grids;

/// <summary>A price that swings without going anywhere crosses the same levels again and again; a grid of resting orders buys each crossing down and sells the next one up.</summary>
[About(
    Group = "market making",
    Idea = "A price that swings without going anywhere crosses the same levels again and again; a grid of resting orders buys each crossing down and sells the next one up.",
    Rules = "The anchor is the close at which the grid is laid. Level k lies at anchor x (1 + step)^k, with spacing=arithmetic at anchor x (1 + k x step), rounded to the tick. Slots k from -below to above - 1, without those whose level lies below lower or whose upper level lies above upper (0 for no bound). Each slot trades the same quantity: a unit at the anchor divided by the number of slots, rounded down. An empty slot rests a limit buy at level k; slots from 0 on buy theirs at the market when the grid is laid. What a slot's buy has filled, whole or in part, rests as a limit sell at level k + 1; when all of it is sold and no buy rests, the buy is placed again. Orders follow each fill at once, and are put right at each close. No grid is laid where a slot would be below the venue's minimum. A close at or below the lowest level x (1 - stop) (0 for none): cancel all, sell all at the market, and at each close what could not be sold. With reanchor=above or always a close at or above the level over the highest, with nothing held, cancels the buys and lays a new grid at the next close; with always also the first close pause-bars after a stop.",
    Source = "Common practice of exchanges' grid bots; no paper is known to us that first described it",
    FailsWhen = "A trend down: every level is bought and the stop sells all at the bottom, which costs many small gains. A trend up leaves it behind. A step that does not exceed two fees by far earns nothing.")]
public sealed class Grid : Strategy
{
    private IReadOnlyDictionary<string, string> loaded = new Dictionary<string, string>();
    private PerInstrument<RunningGrid> grids;

    [Parameter(Min = 0.0001, Max = 1, Description = "distance between two levels, a fraction of the price")]
    public double Step { get; init; } = 0.01;

    [Parameter(Description = "whether levels are equal fractions or equal amounts apart")]
    public GridSpacing Spacing { get; init; } = GridSpacing.Geometric;

    [Parameter(Min = 1, Max = 200, Description = "levels below the anchor")]
    public int Below { get; init; } = 10;

    [Parameter(Min = 0, Max = 200, Description = "levels above the anchor, whose stock is bought at the start")]
    public int Above { get; init; } = 3;

    [Parameter(Min = 0, Max = 1e9, Description = "no level below this price; 0 for no bound")]
    public double Lower { get; init; }

    [Parameter(Min = 0, Max = 1e9, Description = "no level above this price; 0 for no bound")]
    public double Upper { get; init; }

    [Parameter(Min = 0, Max = 0.99, Description = "how far below the lowest level it gives up, a fraction; 0 for never")]
    public double Stop { get; init; } = 0.03;

    [Parameter(Description = "when the grid is laid anew")]
    public GridReanchor Reanchor { get; init; } = GridReanchor.Always;

    [Parameter(Min = 0, Max = 100_000, Description = "bars after a stop without a grid")]
    public int PauseBars { get; init; } = 24;

    protected override void ValidateParameters()
    {
        if (Upper > 0 && Lower >= Upper) throw new BadInputException($"parameter lower ({Lower}) must be below upper ({Upper})");
        if (Spacing == GridSpacing.Arithmetic && Step * Below >= 1) throw new BadInputException($"parameter below ({Below}): so many levels {Step} of the anchor apart reach zero");
    }

    protected override void OnStart() => grids = PerInstrument(instrument =>
    {
        var grid = new RunningGrid();
        if (loaded.TryGetValue(KeyOf(instrument), out var text)) grid.Load(text);
        return grid;
    });

    protected override void OnBar(in BarClosed bar)
    {
        var grid = grids[bar.Instrument];
        if (grid.BarsSinceStop >= 0) grid.BarsSinceStop++;
        if (!grid.IsRunning) Lay(bar, grid);
        else if (Stop > 0 && bar.Close <= grid.BottomPrice * (1 - Stop)) GiveUp(bar.Instrument, grid);
        else if (Reanchor != GridReanchor.Never && Position(bar.Instrument).IsFlat && bar.Close >= grid.Levels.PriceOf(grid.Slots[^1].Level + 2)) TakeAway(grid);
        else foreach (var slot in grid.Slots) PutRight(bar.Instrument, grid, slot);
    }

    protected override void OnFill(Order order, Fill fill)
    {
        var grid = grids[order.Instrument];
        foreach (var slot in grid.Slots)
        {
            if (order == slot.Buy) slot.Held += fill.Quantity.Value - (fill.FeeAsset == Position(order.Instrument).BaseAsset ? fill.Fee : 0m);
            else if (order == slot.Sell) slot.Held -= fill.Quantity.Value;
            else continue;
            PutRight(order.Instrument, grid, slot);
            return;
        }
    }

    protected override void SaveState(IDictionary<string, string> state)
    {
        for (var index = 0; index < Instruments.Count; index++)
            if (grids[new InstrumentIndex(index)].Save() is { } text) state[KeyOf(new InstrumentIndex(index))] = text;
    }

    protected override void LoadState(IReadOnlyDictionary<string, string> state) => loaded = state;

    private string KeyOf(InstrumentIndex instrument) => $"grid {Instruments[instrument.Value].Id}";

    private void Lay(in BarClosed bar, RunningGrid grid)
    {
        var isPaused = grid.BarsSinceStop >= 0 && (Reanchor != GridReanchor.Always || grid.BarsSinceStop < PauseBars);
        if (WorkingOrders(bar.Instrument).Any()) return;
        // What a stop could not sell is sold at the next close, pause or not; what is too little for the venue is not asked for at each.
        if (!Position(bar.Instrument).IsFlat)
        {
            var left = RoundedDown(bar.Instrument, Position(bar.Instrument).Quantity.Value);
            if (!isPaused || VenueMinimum.IsReached(Instruments[bar.Instrument.Value], left.Value, (decimal)bar.Close, Now)) SetTarget(bar.Instrument, Quantity.Zero, "leave");
            return;
        }
        if (isPaused) return;
        var levels = new GridLevels(grid.Earlier?.Anchor ?? bar.Close, Step, Spacing);
        GridSlot[] slots = [.. Enumerable.Range(-Below, Below + Above).Where(level => IsWithin(levels, level)).Select(level => new GridSlot(level))];
        if (slots.Length == 0) return;
        var quantity = grid.Earlier?.Quantity ?? RoundedDown(bar.Instrument, UnitQuantity.Value / slots.Length);
        if (!VenueMinimum.IsReached(Instruments[bar.Instrument.Value], quantity.Value, (decimal)levels.PriceOf(slots[0].Level), Now)) return;
        (grid.Levels, grid.Slots, grid.Quantity, grid.BarsSinceStop) = (levels, slots, quantity, -1);
        foreach (var slot in slots)
        {
            // What an earlier session held is bought back here, unless the price has passed the level at which it is sold.
            var isHeld = grid.Earlier is { } earlier ? earlier.Held.Contains(slot.Level) && bar.Close < levels.PriceOf(slot.Level + 1) : slot.Level >= 0;
            if (isHeld) slot.Buy = Buy(bar.Instrument, quantity, "stock");
            else PutRight(bar.Instrument, grid, slot);
        }
        grid.Earlier = null;
    }

    private bool IsWithin(GridLevels levels, int level) =>
        (Lower == 0 || levels.PriceOf(level) >= Lower) && (Upper == 0 || levels.PriceOf(level + 1) <= Upper);

    /// <summary>Sees that a slot has the orders that it should have.</summary>
    private void PutRight(InstrumentIndex instrument, RunningGrid grid, GridSlot slot)
    {
        var held = RoundedDown(instrument, slot.Held);
        if (!held.IsZero)
        {
            Offer(instrument, grid, slot, held);
        }
        else if (slot.Buy is not { IsActive: true } && slot.Sell is not { IsActive: true })
        {
            slot.Buy = Submit(new OrderTerms(instrument, Side.Buy, grid.Quantity) { Type = OrderType.Limit, LimitPrice = PriceOf(instrument, grid, slot.Level), Tag = "grid-buy" });
        }
    }

    private void Offer(InstrumentIndex instrument, RunningGrid grid, GridSlot slot, Quantity held)
    {
        var price = PriceOf(instrument, grid, slot.Level + 1);
        if (slot.Sell is { IsActive: true } sell)
        {
            // More of the buy has filled meanwhile.
            var whole = sell.FilledQuantity + held;
            if (whole > sell.Quantity && !sell.IsCancelPending) Amend(sell, new Amendment(Quantity: whole));
        }
        else if (VenueMinimum.IsReached(Instruments[instrument.Value], held.Value, price.Value, Now))
        {
            slot.Sell = Submit(new OrderTerms(instrument, Side.Sell, held) { Type = OrderType.Limit, LimitPrice = price, Tag = "grid-sell" });
        }
    }

    private void GiveUp(InstrumentIndex instrument, RunningGrid grid)
    {
        grid.Slots = [];
        grid.BarsSinceStop = 0;
        SetTarget(instrument, Quantity.Zero, "grid-stop");
        foreach (var order in WorkingOrders(instrument).Where(order => order.Type == OrderType.Limit).ToList()) Cancel(order);
    }

    private void TakeAway(RunningGrid grid)
    {
        foreach (var slot in grid.Slots)
            if (slot.Buy is { IsActive: true } buy) Cancel(buy);
        grid.Slots = [];
    }

    private Price PriceOf(InstrumentIndex instrument, RunningGrid grid, int level) =>
        Instruments[instrument.Value].RoundPrice((decimal)grid.Levels.PriceOf(level), Rounding.Nearest, Now);
}
