using System.Runtime.CompilerServices;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Features;

/// <summary>
/// The streaming form of a list of features: fed closed bars, trades, quotes and observations as they become known, it holds one row for
/// each own bar. Give it everything that was known at a close before the row of that close is read; what comes later enters the next row.
/// </summary>
/// <remarks>
/// A row holds of other bars those that closed no later than the own one, of trades and quotes those before the close, of observations
/// those known at the close, of which the newest by what it is about counts. Nothing is allocated after creation.
/// </remarks>
public sealed class FeatureSet
{
    private readonly Interval[] intervals;
    private readonly Source[] sources;
    private readonly SlotFeed[] feeds;
    private readonly FormulaProgram[] programs;
    private readonly long[] maximumAges;
    private readonly double[] slots;
    private readonly double[] fresh;
    private readonly float[] row;
    private readonly bool hasAges;
    private bool isPending;
    private bool hasRow;

    internal FeatureSet(FeatureList list, Interval interval)
    {
        List = list;
        var count = list.Instruments.Length + 1;
        intervals = [.. Enumerable.Range(0, count).Select(source => list.IntervalOf(source, interval))];
        sources = new Source[count];
        foreach (var slot in list.Slots)
            if (slot.Kind is SlotKind.Bars or SlotKind.Relation) sources[slot.Source].WarmUp = Math.Max(sources[slot.Source].WarmUp, slot.WarmUp);
        sources[0].WarmUp = Math.Max(sources[0].WarmUp, list.WarmUp);
        feeds = [.. list.Slots.Select(slot => new SlotFeed(slot))];
        programs = [.. list.Formulas.Select(formula => new FormulaProgram(formula))];
        maximumAges = [.. list.Features.Select(feature => feature.MaximumAge?.Nanoseconds ?? long.MaxValue)];
        hasAges = list.Features.Any(feature => feature.MaximumAge is not null);
        (slots, fresh, row) = (new double[feeds.Length], new double[feeds.Length], new float[programs.Length]);
    }

    /// <summary>What is computed.</summary>
    public FeatureList List { get; }

    /// <summary>Number of features.</summary>
    public int Count => row.Length;

    /// <summary>The close of the last own bar: when its row is known. Only after one has come.</summary>
    public Instant KnownAt => new(sources[0].Close);

    /// <summary>Whether every source has had the bars that the features need.</summary>
    public bool IsWarm
    {
        get
        {
            foreach (ref readonly var source in sources.AsSpan())
                if (source.Bars < source.WarmUp) return false;
            return true;
        }
    }

    /// <summary>Takes a bar that has closed.</summary>
    /// <param name="source">0 for the instrument that the features are about, then the others of the list in their order.</param>
    /// <param name="bar">Later than the one before of that source.</param>
    /// <exception cref="ArgumentException">The bar is not later than the one before.</exception>
    public void Update(int source, in Bar bar)
    {
        ref var one = ref sources[source];
        var close = intervals[source].CloseOf(bar.OpenTime).Nanoseconds;
        if (one.Bars > 0 && close <= one.Close) throw new ArgumentException($"the bar that opens {bar.OpenTime} is not later than the one before it");
        if (isPending && close > sources[0].Close) Finish();
        foreach (var feed in feeds)
            if (feed.Slot.Source == source && feed.Slot.Kind == SlotKind.Bars) feed.Indicator!.Update(bar);
        (one.Close, one.Open, one.Price) = (close, bar.OpenTime.Nanoseconds, bar.Close);
        one.Bars++;
        if (source == 0) (isPending, hasRow) = (true, true);
    }

    /// <summary>Takes a print.</summary>
    /// <inheritdoc cref="Update(int, in Bar)"/>
    public void Update(int source, in Trade trade)
    {
        if (isPending && trade.Time.Nanoseconds >= sources[0].Close) Finish();
        foreach (var feed in feeds)
            if (feed.Slot.Source == source && feed.Indicator is TradeIndicator indicator) indicator.Update(trade);
    }

    /// <summary>Takes the best bid and ask.</summary>
    /// <inheritdoc cref="Update(int, in Bar)"/>
    public void Update(int source, in Quote quote)
    {
        if (isPending && quote.Time.Nanoseconds >= sources[0].Close) Finish();
        foreach (var feed in feeds)
            if (feed.Slot.Source == source && feed.Indicator is QuoteIndicator indicator) indicator.Update(quote);
    }

    /// <summary>Takes an observation when it becomes known; those that no formula reads, and those about an earlier time than the one held, change nothing.</summary>
    public void Update(Observation observation)
    {
        if (isPending && observation.KnownAt.Nanoseconds > sources[0].Close) Finish();
        foreach (var feed in feeds)
            if (feed.Slot.Kind is SlotKind.ObservationValue or SlotKind.ObservationAge && feed.Slot.Text == observation.Name) feed.Take(observation);
    }

    /// <summary>The row of the last own bar.</summary>
    /// <param name="values">Room for <see cref="Count"/> values; NaN is a missing one.</param>
    /// <returns>Whether there is a row and every source has had its warm-up; nothing is written otherwise.</returns>
    public bool TryRead(Span<float> values)
    {
        if (isPending) Finish();
        if (!hasRow || !IsWarm) return false;
        row.CopyTo(values);
        return true;
    }

    /// <summary>What it remembers, to go on in another process.</summary>
    public byte[] Save()
    {
        if (isPending) Finish();
        return IndicatorState.Save(new Kept(this));
    }

    /// <summary>Gives a fresh set of the same list a saved state.</summary>
    /// <exception cref="ArgumentException">The bytes are the state of another list.</exception>
    public void Load(ReadOnlyMemory<byte> state) => IndicatorState.Load(new Kept(this), state);

    /// <summary>Computes the row of the last own bar from all that was known at its close.</summary>
    private void Finish()
    {
        var (close, open) = (sources[0].Close, new Instant(sources[0].Open));
        for (var i = 0; i < feeds.Length; i++)
        {
            ref readonly var source = ref sources[feeds[i].Slot.Source];
            slots[i] = feeds[i].Read(open, close, sources[0].Price, source.Close, source.Price, source.Bars);
        }
        for (var i = 0; i < programs.Length; i++) row[i] = FeatureMatrix.Stored(programs[i].Next(hasAges ? Fresh(maximumAges[i], close) : slots));
        isPending = false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private double[] Fresh(long maximumAge, long close)
    {
        if (maximumAge == long.MaxValue) return slots;
        for (var i = 0; i < slots.Length; i++) fresh[i] = close - feeds[i].AsOf(sources[feeds[i].Slot.Source].Close, close) > maximumAge ? double.NaN : slots[i];
        return fresh;
    }

    private void KeepState(IndicatorState state)
    {
        foreach (ref var source in sources.AsSpan()) source.Keep(state);
        foreach (var feed in feeds) feed.Keep(state);
        foreach (var program in programs) program.Keep(state);
        state.Keep(ref hasRow);
        foreach (ref var value in row.AsSpan())
        {
            var kept = (double)value;
            state.Keep(ref kept);
            value = (float)kept;
        }
    }

    private struct Source
    {
        public int WarmUp;
        public long Bars;
        public long Open;
        public long Close;
        public double Price;

        public void Keep(IndicatorState state)
        {
            state.Keep(ref Bars);
            state.Keep(ref Open);
            state.Keep(ref Close);
            state.Keep(ref Price);
        }
    }

    /// <summary>The whole set in the clothes of an indicator, so that one way of saving serves both.</summary>
    private sealed class Kept(FeatureSet set) : Indicator
    {
        public override int WarmUp => set.List.WarmUp;

        public override void Update(in Bar bar) => throw new NotSupportedException("a set of features is fed through itself");

        protected override void KeepState(IndicatorState state) => set.KeepState(state);
    }
}
