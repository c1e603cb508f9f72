using Tidemark.Engine.Sessions;

namespace Tidemark.Simulation.Venues;

/// <summary>Knows which instruments are not traded any more: delisted by declaration, or silent for as long as the universe says.</summary>
internal sealed class EndedInstruments
{
    private readonly SessionSetup setup;
    private readonly long silenceNanoseconds;
    private readonly Instant[] lastCloses;

    private EndedInstruments(SessionSetup setup)
    {
        this.setup = setup;
        silenceNanoseconds = setup.Universe?.Silence.ApproximateNanoseconds ?? long.MaxValue;
        lastCloses = new Instant[setup.Instruments.Length];
        Array.Fill(lastCloses, Instant.MaxValue);
    }

    /// <summary>Null for a session in which nothing can end.</summary>
    public static EndedInstruments? Of(SessionSetup setup) =>
        setup.Universe is not null || setup.Instruments.Any(instrument => instrument.DelistedAt is not null) ? new EndedInstruments(setup) : null;

    /// <summary>Notes a bar.</summary>
    public void BarClosed(InstrumentIndex instrument, Instant closeTime) => lastCloses[instrument.Value] = closeTime;

    public bool HasEnded(InstrumentIndex instrument, Instant now)
    {
        if (setup.Instruments[instrument.Value].DelistedAt <= now) return true;
        var last = lastCloses[instrument.Value];
        return last < now && now.Nanoseconds - last.Nanoseconds >= silenceNanoseconds;
    }
}
