using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Sessions;
using Tidemark.Simulation.Venues;

namespace Tidemark.Simulation.Fees;

/// <summary>The fees of every market of a session, each with its own volume and tier.</summary>
internal sealed class FeeMeters
{
    private readonly FeeMeter[] byInstrument;

    /// <exception cref="BadInputException">The asset of a fee, or the volume that decides a tier, cannot be valued.</exception>
    public FeeMeters(VenueOptions options, SessionSetup setup, AccountBook book)
    {
        var meters = new Dictionary<(string, FeeSchedule), FeeMeter>();
        byInstrument = new FeeMeter[setup.Instruments.Length];
        for (var index = 0; index < byInstrument.Length; index++)
        {
            var id = setup.Instruments[index].Id;
            var schedule = options.FeesOf(id);
            if (!meters.TryGetValue((id.Venue, schedule), out var meter)) meters.Add((id.Venue, schedule), meter = new FeeMeter(schedule, setup, book, id.Venue));
            byInstrument[index] = meter;
        }
    }

    /// <summary>The meter of the market on which an instrument is traded.</summary>
    public FeeMeter Of(InstrumentIndex instrument) => byInstrument[instrument.Value];
}
