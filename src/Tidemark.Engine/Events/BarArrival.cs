namespace Tidemark.Engine.Events;

/// <summary>
/// A recorded bar that arrives at its close: what an <see cref="EngineEvent"/> of a bar says, as a view of the bar where it lies. Bars
/// are so frequent that they come to the engine by a way of their own, without being copied into an event.
/// </summary>
public readonly ref struct BarArrival
{
    private readonly ref readonly Bar bar;

    /// <param name="instrument">Whose bar it is.</param>
    /// <param name="bar">The values.</param>
    /// <param name="closeTime">When it closes and arrives.</param>
    /// <param name="closesInstant">Whether no further bar of the same close time follows.</param>
    /// <param name="sequence">Its number in its source.</param>
    public BarArrival(InstrumentIndex instrument, in Bar bar, Instant closeTime, bool closesInstant, long sequence = 0)
    {
        this.bar = ref bar;
        Instrument = instrument;
        CloseTime = closeTime;
        ClosesInstant = closesInstant;
        Sequence = sequence;
    }

    public InstrumentIndex Instrument { get; }

    public ref readonly Bar Bar => ref bar;

    /// <summary>When it closes and arrives.</summary>
    public Instant CloseTime { get; }

    /// <summary>Whether no further bar of the same close time follows, so that strategies may be called.</summary>
    public bool ClosesInstant { get; }

    /// <summary>Its number in its source.</summary>
    public long Sequence { get; }

    /// <summary>The same as an event, for those who take all kinds.</summary>
    public EngineEvent ToEvent() => EngineEvent.ForBar(Instrument, bar, CloseTime, CloseTime, ClosesInstant, Sequence);
}
