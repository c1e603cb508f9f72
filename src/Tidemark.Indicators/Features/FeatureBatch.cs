using Tidemark.Indicators.Columns;

namespace Tidemark.Indicators.Features;

/// <summary>Features of whole columns: indicators computed at once, others joined by what was known at each close.</summary>
internal sealed class FeatureBatch
{
    private readonly FeatureList list;
    private readonly FeatureInputs inputs;
    private readonly long[] closes;
    private readonly long[][] otherCloses;
    private readonly int[][] lastOthers;

    /// <exception cref="ArgumentException">Inputs are missing or not in order.</exception>
    public FeatureBatch(FeatureList list, FeatureInputs inputs)
    {
        (this.list, this.inputs) = (list, inputs);
        if (inputs.Others.Count != list.Instruments.Length) throw new ArgumentException($"the features read {list.Instruments.Length} further series of bars; there are {inputs.Others.Count}");
        closes = Closes(inputs.Bars, inputs.Bars.Interval);
        otherCloses = [.. inputs.Others.Select((bars, index) => Closes(bars, list.IntervalOf(index + 1, inputs.Bars.Interval)))];
        lastOthers = [.. otherCloses.Select(LastKnown)];
    }

    public FeatureMatrix Compute()
    {
        var slots = list.Slots.Select(Column).ToArray();
        var matrix = new FeatureMatrix(new float[checked(closes.Length * list.Features.Length)], list.Features.Length, new bool[closes.Length]);
        for (var column = 0; column < list.Features.Length; column++)
        {
            var maximumAge = list.Features[column].MaximumAge?.Nanoseconds ?? long.MaxValue;
            var values = ColumnMath.Compute(list.Formulas[column], closes.Length, slot => Fresh(slots[slot], maximumAge));
            for (var row = 0; row < values.Length; row++) matrix.Values[row * matrix.Columns + column] = FeatureMatrix.Stored(values[row]);
        }
        for (var row = 0; row < closes.Length; row++) matrix.IsWarm[row] = IsWarm(row);
        return matrix;
    }

    private static long[] Closes(BarColumns bars, Interval interval)
    {
        var closes = new long[bars.Count];
        for (var i = 0; i < closes.Length; i++)
        {
            closes[i] = interval.CloseOf(new Instant(bars.OpenTimes.Span[i])).Nanoseconds;
            if (i > 0 && closes[i] <= closes[i - 1]) throw new ArgumentException($"the bar that opens {new Instant(bars.OpenTimes.Span[i])} is not later than the one before it");
        }
        return closes;
    }

    /// <summary>For each own close the last bar of another source that closed no later; -1 where there is none.</summary>
    private int[] LastKnown(long[] others)
    {
        var result = new int[closes.Length];
        var next = 0;
        for (var row = 0; row < result.Length; row++)
        {
            while (next < others.Length && others[next] <= closes[row]) next++;
            result[row] = next - 1;
        }
        return result;
    }

    private bool IsWarm(int row)
    {
        if (row + 1 < list.WarmUp) return false;
        foreach (var slot in list.Slots)
        {
            if (slot.Kind is not (SlotKind.Bars or SlotKind.Relation)) continue;
            if ((slot.Source == 0 ? row : lastOthers[slot.Source - 1][row]) + 1 < slot.WarmUp) return false;
        }
        return true;
    }

    private (double[] Values, long[] AsOf) Column(FeatureSlot slot) => slot.Kind switch
    {
        SlotKind.Bars => slot.Source == 0 ? (Indicated(slot, inputs.Bars), closes) : Joined(Indicated(slot, inputs.Others[slot.Source - 1]), slot.Source - 1),
        SlotKind.Calendar => (Calendar(slot), closes),
        SlotKind.Relation => Related(slot),
        SlotKind.Trades => (Traded(slot), closes),
        SlotKind.Quotes => (Quoted(slot), closes),
        _ => Observed(slot),
    };

    private static double[] Indicated(FeatureSlot slot, BarColumns bars)
    {
        var indicator = slot.Create!();
        var values = new double[checked(indicator.OutputCount * bars.Count)];
        indicator.Compute(BarSpans.Of(bars), new OutputColumns(values, indicator.OutputCount, bars.Count));
        return values;
    }

    private (double[] Values, long[] AsOf) Joined(double[] values, int other)
    {
        var (joined, asOf) = (new double[closes.Length], new long[closes.Length]);
        for (var row = 0; row < joined.Length; row++)
        {
            var last = lastOthers[other][row];
            (joined[row], asOf[row]) = last < 0 ? (double.NaN, closes[row]) : (values[last], otherCloses[other][last]);
        }
        return (joined, asOf);
    }

    private double[] Calendar(FeatureSlot slot)
    {
        var values = new double[closes.Length];
        for (var row = 0; row < values.Length; row++) values[row] = slot.Calendar.Of(new Instant(inputs.Bars.OpenTimes.Span[row]));
        return values;
    }

    private (double[] Values, long[] AsOf) Related(FeatureSlot slot)
    {
        var indicator = (PairIndicator)slot.Create!();
        var other = slot.Source - 1;
        var (values, asOf) = (new double[closes.Length], new long[closes.Length]);
        var joint = long.MinValue;
        for (var row = 0; row < values.Length; row++)
        {
            var last = lastOthers[other][row];
            if (last >= 0 && otherCloses[other][last] == closes[row])
            {
                indicator.Update(inputs.Others[other].Close.Span[last], inputs.Bars.Close.Span[row]);
                joint = closes[row];
            }
            (values[row], asOf[row]) = (indicator.Value, joint == long.MinValue ? closes[row] : joint);
        }
        return (values, asOf);
    }

    private double[] Traded(FeatureSlot slot)
    {
        var indicator = (TradeIndicator)slot.Create!();
        var trades = inputs.Trades.GetValueOrDefault(slot.Source) ?? throw new ArgumentException($"{slot.Text} reads trades; there are none");
        var values = new double[closes.Length];
        var next = 0;
        for (var row = 0; row < values.Length; row++)
        {
            for (; next < trades.Count && trades.Times.Span[next] < closes[row]; next++) indicator.Update(trades[next]);
            values[row] = indicator.Value;
        }
        return values;
    }

    private double[] Quoted(FeatureSlot slot)
    {
        var indicator = (QuoteIndicator)slot.Create!();
        var quotes = inputs.Quotes.GetValueOrDefault(slot.Source) ?? throw new ArgumentException($"{slot.Text} reads quotes; there are none");
        var values = new double[closes.Length];
        var next = 0;
        for (var row = 0; row < values.Length; row++)
        {
            for (; next < quotes.Count && quotes[next].Time.Nanoseconds < closes[row]; next++) indicator.Update(quotes[next]);
            values[row] = indicator.Value;
        }
        return values;
    }

    private (double[] Values, long[] AsOf) Observed(FeatureSlot slot)
    {
        var ofName = inputs.Observations.Where(observation => observation.Name == slot.Text).OrderBy(observation => observation.KnownAt).ToList();
        var (values, asOf) = (new double[closes.Length], new long[closes.Length]);
        var next = 0;
        Observation? held = null;
        for (var row = 0; row < values.Length; row++)
        {
            for (; next < ofName.Count && ofName[next].KnownAt.Nanoseconds <= closes[row]; next++)
                if (held is null || ofName[next].EventTime >= held.EventTime) held = ofName[next];
            asOf[row] = held?.KnownAt.Nanoseconds ?? closes[row];
            values[row] = held is null ? double.NaN : slot.Kind == SlotKind.ObservationValue ? held.Value : SlotFeed.HoursBetween(held.EventTime.Nanoseconds, closes[row]);
        }
        return (values, asOf);
    }

    private double[] Fresh((double[] Values, long[] AsOf) slot, long maximumAge)
    {
        if (maximumAge == long.MaxValue || ReferenceEquals(slot.AsOf, closes)) return slot.Values;
        var fresh = new double[closes.Length];
        for (var row = 0; row < fresh.Length; row++) fresh[row] = closes[row] - slot.AsOf[row] > maximumAge ? double.NaN : slot.Values[row];
        return fresh;
    }
}
