using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>
/// What every connector passes, or declares away in its profile: then it must answer "not supported". A venue takes part by one class that
/// derives from this one, and by its fixture. All tests of a venue share one server and run one after the other.
/// </summary>
public abstract partial class VenueConformance<TFixture>(TFixture fixture) : IClassFixture<TFixture> where TFixture : VenueFixture
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Whether something is declared away; then it must have been answered with "not supported".</summary>
    private bool Refuses<T>(VenueResult<T> answer, VenueServices service)
    {
        if (fixture.Offers(service)) return false;
        Assert.Equal(VenueErrorKind.NotSupported, answer.Error?.Kind);
        return true;
    }

    private InstrumentId[] Instruments() => fixture.Contract is { } contract ? [fixture.Instrument, fixture.OtherInstrument, contract] : [fixture.Instrument, fixture.OtherInstrument];

    /// <summary>The last so much of the server's time.</summary>
    private async Task<(Instant From, Instant To)> LastAsync(Duration span)
    {
        var now = await fixture.ReadTimeAsync();
        return (now - span, now);
    }
}
