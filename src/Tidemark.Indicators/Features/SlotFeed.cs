using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Features;

/// <summary>A slot as a session fills it.</summary>
internal sealed class SlotFeed(FeatureSlot slot)
{
    private bool hasValue;
    private double value = double.NaN;
    private long about;
    private long known;
    private long joint = long.MinValue;

    public FeatureSlot Slot => slot;

    public Indicator? Indicator { get; } = slot.Create?.Invoke();

    /// <summary>Takes an observation, unless one about a later time is held.</summary>
    public void Take(Observation observation)
    {
        if (hasValue && observation.EventTime.Nanoseconds < about) return;
        (hasValue, value, about, known) = (true, observation.Value, observation.EventTime.Nanoseconds, observation.KnownAt.Nanoseconds);
    }

    /// <summary>The value at the close of an own bar.</summary>
    /// <param name="open">The open time of the own bar.</param>
    /// <param name="close">Its close time.</param>
    /// <param name="price">Its close.</param>
    /// <param name="otherClose">The close time of the last bar of the slot's source.</param>
    /// <param name="otherPrice">Its close.</param>
    /// <param name="otherBars">How many of them there were.</param>
    public double Read(Instant open, long close, double price, long otherClose, double otherPrice, long otherBars)
    {
        switch (slot.Kind)
        {
            case SlotKind.Calendar: return slot.Calendar.Of(open);
            case SlotKind.ObservationValue: return value;
            case SlotKind.ObservationAge: return hasValue ? HoursBetween(about, close) : double.NaN;
            case SlotKind.Relation:
                if (otherBars > 0 && otherClose == close)
                {
                    ((PairIndicator)Indicator!).Update(otherPrice, price);
                    joint = close;
                }
                return Indicator!.Value;
            default: return Indicator!.Value;
        }
    }

    /// <summary>The moment from which the value is.</summary>
    public long AsOf(long otherClose, long close) => slot.Kind switch
    {
        SlotKind.Calendar => close,
        SlotKind.ObservationValue or SlotKind.ObservationAge => hasValue ? known : close,
        SlotKind.Relation => joint == long.MinValue ? close : joint,
        SlotKind.Bars => otherClose,
        _ => close,
    };

    public void Keep(IndicatorState state)
    {
        if (Indicator is not null) state.Keep(Indicator);
        state.Keep(ref hasValue);
        state.Keep(ref value);
        state.Keep(ref about);
        state.Keep(ref known);
        state.Keep(ref joint);
    }

    public static double HoursBetween(long from, long to) => (double)(to - from) / Duration.NanosecondsPerHour;
}
