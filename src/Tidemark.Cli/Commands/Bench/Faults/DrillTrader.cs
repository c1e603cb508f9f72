using Tidemark.Statistics.Randomness;
using Tidemark.Venues.Orders;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Cli.Commands.Bench.Faults;

/// <summary>Trades at random near the market: rests, takes, cancels, reduces. Whatever happens to its requests, it never sends one twice.</summary>
internal sealed class DrillTrader : IOrderObserver
{
    private const double MarketShare = 0.15;
    private const double CancelShare = 0.3;
    private const double ReduceShare = 0.1;
    private const int MostWorking = 20;

    private readonly Lock gate = new();
    private readonly IReadOnlyList<VenueInstrument> instruments;
    private readonly DrillRecorder recorder;
    private readonly SeededRandom random;
    private readonly HashSet<(InstrumentId, TradeId)> told = [];
    private readonly List<string> faults = [];
    private readonly SortedDictionary<string, int> errors = new(StringComparer.Ordinal);
    private readonly List<Task> pending = [];
    private long sent;

    public DrillTrader(ITradingVenue venue, VenueClock clock, IReadOnlyList<VenueInstrument> instruments, DrillRecorder recorder, ulong seed)
    {
        (this.instruments, this.recorder) = (instruments, recorder);
        random = new SeededRandom(seed, "drill trader");
        Tracker = new OrderTracker(venue, this, clock, new OrderTrackerOptions { SweepInterval = TimeSpan.FromSeconds(15), Seed = (int)seed });
    }

    public OrderTracker Tracker { get; }

    /// <summary>How often requests failed, by what they were and why.</summary>
    public IReadOnlyDictionary<string, int> Errors { get { lock (gate) return new SortedDictionary<string, int>(errors, StringComparer.Ordinal); } }

    public string[] Faults { get { lock (gate) return [.. faults]; } }

    /// <summary>How many fills were told otherwise later.</summary>
    public int Corrections { get; private set; }

    public int FillCount { get { lock (gate) return told.Count; } }

    public void OnOrder(TrackedOrder before, TrackedOrder after)
    {
        lock (gate)
            if (before.Status.IsFinal() && before.Status != after.Status) faults.Add($"order {after.ClientId}: {after.Status} after {before.Status}");
    }

    public void OnFill(TrackedOrder order, VenueFill fill)
    {
        lock (gate)
            if (!told.Add((fill.Instrument, fill.TradeId))) faults.Add($"{fill.Instrument}: the fill {fill.TradeId} was told twice");
    }

    public void OnFillCorrected(TrackedOrder order, VenueFill before, VenueFill after)
    {
        lock (gate) Corrections++;
    }

    public void OnForeignFill(VenueFill fill)
    {
        lock (gate) faults.Add($"{fill.Instrument}: the fill {fill.TradeId} of order {fill.VenueOrderId} is held for somebody else's");
    }

    /// <summary>One thing at random. It is not waited for: the next one may overtake it, as with a real strategy.</summary>
    public void Act(CancellationToken cancellation)
    {
        pending.RemoveAll(task => task.IsCompletedSuccessfully);
        var working = Tracker.Orders.Where(order => order.Status is OrderStatus.Open or OrderStatus.PartiallyFilled).ToArray();
        var chance = random.NextDouble();
        if (working.Length > 0 && (chance < CancelShare || working.Length > MostWorking)) pending.Add(NoteAsync("cancel", Tracker.CancelAsync(working[random.NextInt(working.Length)].ClientId, cancellation)));
        else if (working.Length > 0 && chance < CancelShare + ReduceShare) Reduce(working[random.NextInt(working.Length)], cancellation);
        else Place(cancellation);
    }

    /// <summary>Cancels all that works, again and again until nothing does, and waits until every order is settled.</summary>
    public async Task<bool> FinishAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < patience)
        {
            await Task.WhenAll(pending).ConfigureAwait(false);
            pending.Clear();
            var open = Tracker.Orders.Where(order => !order.IsSettled).ToArray();
            if (open.Length == 0) return true;
            foreach (var order in open.Where(order => order.Status is OrderStatus.Open or OrderStatus.PartiallyFilled)) pending.Add(NoteAsync("cancel", Tracker.CancelAsync(order.ClientId, cancellation)));
            // Not faster: requests that come to nothing would eat the budget of the queries that settle the rest.
            await Task.Delay(TimeSpan.FromSeconds(4), time, cancellation).ConfigureAwait(false);
        }
        return false;
    }

    private void Place(CancellationToken cancellation)
    {
        var number = random.NextInt(instruments.Count);
        var instrument = instruments[number];
        var (bid, ask) = recorder.Read(all => all.Books[number].Book is { IsValid: true, HasBothSides: true } book ? (book.BestBid.Price, book.BestAsk.Price) : default);
        if (!(bid > 0)) return;
        var side = random.NextBool(0.5) ? Side.Buy : Side.Sell;
        var isMarket = random.NextBool(MarketShare);
        var near = side == Side.Buy ? ask : bid;
        var price = near * (1 + (side == Side.Buy ? -1 : 1) * 0.0006 * (random.NextDouble() - 0.35));
        var quantity = Math.Max((decimal)(60 * (0.5 + random.NextDouble()) / near), instrument.Rules.MinimumQuantity ?? 0m);
        pending.Add(NoteAsync("place", Tracker.PlaceAsync(new VenueOrderRequest
        {
            Instrument = instrument.Id,
            ClientId = NextName(),
            Side = side,
            Type = isMarket ? OrderType.Market : OrderType.Limit,
            Quantity = Rounded(quantity, instrument.Rules.QuantityStep!.Value),
            LimitPrice = isMarket ? null : Rounded((decimal)price, instrument.Rules.PriceTick!.Value),
            PostOnly = !isMarket && random.NextBool(0.2),
        }, cancellation)));
    }

    private void Reduce(TrackedOrder order, CancellationToken cancellation)
    {
        var step = instruments.First(instrument => instrument.Id == order.Instrument).Rules.QuantityStep!.Value;
        var less = Rounded((order.Quantity + order.FilledQuantity) / 2, step);
        if (less < order.Quantity && less > order.FilledQuantity) pending.Add(NoteAsync("reduce", Tracker.ReduceAsync(order.ClientId, less, cancellation)));
    }

    private ClientOrderId NextName() => new(new UInt128(random.NextUInt64(), (ulong)++sent));

    private async Task NoteAsync(string what, Task<VenueResult<TrackedOrder>> request)
    {
        var result = await request.ConfigureAwait(false);
        if (result.Error is not { } error) return;
        lock (gate)
        {
            var key = $"{what} {error.Kind}{(error.Reason == OrderReason.None ? "" : $" {error.Reason}")}";
            errors[key] = errors.GetValueOrDefault(key) + 1;
        }
    }

    private static decimal Rounded(decimal value, decimal step) => decimal.Floor(value / step) * step;
}
