using Tidemark.Venues.Credentials;
using Tidemark.Venues.Http;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Sockets;

namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>
/// What the conformance suite must know of a venue: how it is opened, which instruments there are, and what is true at the server that
/// plays it. A venue gives one of these; everything else is in the suite.
/// </summary>
public abstract class VenueFixture : IAsyncLifetime
{
    /// <summary>The time of both sides.</summary>
    public TimeProvider Time => field ??= new ScaledTime(Speed);

    /// <summary>How many times faster than the machine's that time runs: more for a venue whose shortest bars are long.</summary>
    public virtual double Speed => 4;

    /// <summary>So long of that time that nothing on a busy machine takes longer.</summary>
    public TimeSpan Patience => TimeSpan.FromSeconds(30 * Speed);

    /// <summary>Of the connector: what it offers is tested, and what it does not offer must be answered with "not supported".</summary>
    public abstract VenueProfile Profile { get; }

    /// <summary>Where the server is.</summary>
    public abstract Uri Server { get; }

    /// <summary>Traded all the time.</summary>
    public abstract InstrumentId Instrument { get; }

    /// <summary>Another one that is traded all the time.</summary>
    public abstract InstrumentId OtherInstrument { get; }

    /// <summary>Not there.</summary>
    public abstract InstrumentId UnknownInstrument { get; }

    /// <summary>One with funding, where the venue has such.</summary>
    public virtual InstrumentId? Contract => null;

    /// <summary>The shortest bars that the venue has by stream and by request.</summary>
    public abstract Interval Interval { get; }

    /// <summary>Bars that the venue has not.</summary>
    public virtual Interval UnknownInterval => Interval.Minutes(7);

    /// <summary>How much of the past the server has at the opening.</summary>
    public abstract Duration Past { get; }

    /// <summary>Whether the past needs more than one page of bars.</summary>
    public virtual bool HasPagesOfBars => true;

    /// <summary>Whether the past needs more than one page of trades; only asked where the venue has trades of the past.</summary>
    public virtual bool HasPagesOfTrades => true;

    /// <summary>How exactly the venue tells its time.</summary>
    public virtual Duration TimeResolution => Duration.FromMilliseconds(1);

    /// <summary>How many levels of each side a streamed book has at most.</summary>
    public virtual int StreamedLevels => int.MaxValue;

    /// <summary>Null where nothing is traded.</summary>
    public virtual VenueCredential? Key => null;

    /// <summary>In the form of a secret, and not ours.</summary>
    public virtual string? WrongSecret => null;

    /// <summary>Of an order that is small and well above the smallest.</summary>
    public virtual decimal OrderQuantity => 0.01m;

    /// <summary>The addresses of a server that speaks the venue's formats.</summary>
    public abstract VenueEndpoints EndpointsAt(Uri server);

    /// <summary>A connector, as a process would make it.</summary>
    public abstract IVenue Open(VenueOpening opening);

    /// <summary>Whether a message of a stream is an update of the book of <see cref="Instrument"/>.</summary>
    public abstract bool IsBookUpdate(string message);

    /// <summary>The server's time.</summary>
    public abstract Task<Instant> ReadTimeAsync();

    /// <summary>The server's own rules of an instrument.</summary>
    public abstract Task<InstrumentTruth> ReadInstrumentAsync(InstrumentId instrument);

    /// <summary>The server's own book.</summary>
    public abstract Task<BookTruth> ReadBookAsync(InstrumentId instrument);

    /// <summary>The server's own trades, oldest first; null where the connector's own trades of the past are to be compared with.</summary>
    public virtual Task<IReadOnlyList<Trade>?> ReadTradesAsync(InstrumentId instrument) => Task.FromResult<IReadOnlyList<Trade>?>(null);

    /// <summary>The server's own accounts; only where the connector trades.</summary>
    public virtual Task<LedgerTruth> ReadLedgerAsync() => throw new NotSupportedException();

    /// <summary>The market stands still.</summary>
    public abstract Task FreezeAsync();

    /// <summary>The market goes on.</summary>
    public abstract Task ThawAsync();

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>A connector to the server, or to what stands before it.</summary>
    /// <param name="server">Null for the server itself.</param>
    /// <param name="key">Null for public data only.</param>
    /// <param name="http">Null for the usual patience.</param>
    internal IVenue Open(Uri? server = null, VenueCredential? key = null, VenueHttpOptions? http = null) =>
        Open(new VenueOpening(EndpointsAt(server ?? Server), key, http ?? Patient, new SocketOptions { Seed = 1, ConnectTimeout = Patience, SendTimeout = Patience }));

    /// <summary>Requests that nothing on a busy machine lets fail.</summary>
    internal VenueHttpOptions Patient => new() { Seed = 1, AnswerTimeout = Patience, ConnectTimeout = Patience };

    internal bool Offers(VenueServices services) => Profile.Offers(services);
}
