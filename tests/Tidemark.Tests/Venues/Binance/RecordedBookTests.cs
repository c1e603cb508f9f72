using System.Globalization;
using System.Text;
using System.Text.Json;
using Tidemark.Engine.Events;
using Tidemark.Venues.Binance.Answers;
using Tidemark.Venues.Binance.Streams;
using Tidemark.Venues.Binance.Wire;
using Tidemark.Venues.Books;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Tests.Venues.Binance;

/// <summary>Books kept from a recording of the live venue: snapshots by request and updates by stream, in the order in which they came.</summary>
public sealed class RecordedBookTests : IDisposable
{
    private const string Contracts = "BINANCE_FUTURES";
    private readonly ManualTime time = new();
    private readonly RecoveryGate gate;

    public RecordedBookTests() => gate = new RecoveryGate(new VenueClock(time), seed: 1, places: 8);

    public void Dispose() => gate.Dispose();

    [Theory]
    [InlineData("BINANCE", 20)]
    [InlineData(Contracts, 3)]
    public async Task BooksOfSomeMarkets_BecomeWhole_LoseNothing_AndShowTheBestPricesThatTheVenueTells(string recording, int least)
    {
        var instruments = Instruments(recording);
        var snapshots = Snapshots(recording, instruments);
        IBookRule rule = recording == Contracts ? new ContractBookRule() : new SpotBookRule();
        var kept = snapshots.ToDictionary(pair => pair.Key, pair => new Kept(instruments[pair.Key], pair.Value, rule, gate));
        foreach (var book in kept.Values) book.Keeper.Connected();
        var (compared, agreed) = (0, 0);
        foreach (var (symbol, message) in Messages(recording))
        {
            if (!kept.TryGetValue(symbol, out var book)) continue;
            if (StreamMessage.Read(message, out var found).IsOk && found.Kind == StreamKind.Depth) book.TakeDepth(message, gate.Now);
            else if (found.Kind == StreamKind.BookTicker && QuoteParser.Read(message, out var quote).IsOk) book.TakeQuote(quote);
            await Pump.UntilAsync(time, () => book.Keeper.IsLive || !book.MayBegin, "the snapshot is taken");
        }
        foreach (var book in kept.Values)
        {
            Assert.True(book.Keeper.IsLive);
            Assert.Equal(0, book.Losses);
            (compared, agreed) = (compared + book.Compared, agreed + book.Agreed);
        }
        Assert.True(compared > least, $"{compared} quotes compared");
        Assert.Equal(compared, agreed);
    }

    private static Dictionary<string, VenueInstrument> Instruments(string recording)
    {
        var line = RecordedAnswers.Lines($"fixtures/cryptofeed/{recording}.0.gz")[0];
        using var document = JsonDocument.Parse(line[line.IndexOf('{', StringComparison.Ordinal)..]);
        return (recording == Contracts ? InstrumentReader.ReadContracts(document.RootElement, Instant.UnixEpoch) : InstrumentReader.Read(document.RootElement, Instant.UnixEpoch)).ToDictionary(item => item.Symbol);
    }

    private static Dictionary<string, BookSnapshot> Snapshots(string recording, Dictionary<string, VenueInstrument> instruments)
    {
        Dictionary<string, BookSnapshot> snapshots = [];
        foreach (var line in RecordedAnswers.Lines($"fixtures/cryptofeed/{recording}.http.0.0.gz").Where(line => line.Contains("/depth?", StringComparison.Ordinal)))
        {
            var symbol = line.Split("symbol=")[1].Split('&')[0];
            using var document = JsonDocument.Parse(line[line.IndexOf('{', StringComparison.Ordinal)..]);
            snapshots[symbol] = MarketReader.Book(document.RootElement, instruments[symbol].Scale, Instant.UnixEpoch);
        }
        return snapshots;
    }

    private static IEnumerable<(string Symbol, byte[] Message)> Messages(string recording)
    {
        foreach (var line in RecordedAnswers.Lines($"fixtures/cryptofeed/{recording}.ws.1.0.gz"))
        {
            var start = line.IndexOf(": {\"stream\":\"", StringComparison.Ordinal);
            if (start < 0) continue;
            var message = line[(start + 2)..];
            yield return (message.Split('"')[3].Split('@')[0].ToUpper(CultureInfo.InvariantCulture), Encoding.UTF8.GetBytes(message));
        }
    }

    /// <summary>One book, and the quotes of its market that wait until it has come to their number.</summary>
    private sealed class Kept : IBookSink
    {
        private readonly WireScale scale;
        private readonly DepthUpdate update = new();
        private readonly BookSnapshot snapshot;
        private readonly Dictionary<long, QuoteUpdate> quotes = [];

        public Kept(VenueInstrument instrument, BookSnapshot snapshot, IBookRule rule, RecoveryGate gate)
        {
            this.snapshot = snapshot;
            scale = new WireScale(instrument.Scale);
            Keeper = new BookKeeper(new InstrumentIndex(0), instrument.Scale, rule, this, _ => Task.FromResult<VenueResult<BookSnapshot>>(snapshot), gate);
        }

        public BookKeeper Keeper { get; }

        public int Losses { get; private set; }

        public int Compared { get; private set; }

        public int Agreed { get; private set; }

        /// <summary>Whether an update has come that the snapshot precedes: before that nothing is waited for.</summary>
        public bool MayBegin { get; private set; }

        public void TakeDepth(byte[] message, Instant receivedAt)
        {
            Assert.True(DepthParser.Read(message, scale, update).IsOk);
            MayBegin = true;
            Keeper.Update(update.ToArrival(new InstrumentIndex(0), receivedAt), new UpdateMark(update.FirstId, update.LastId, update.PreviousId));
        }

        public void TakeQuote(QuoteUpdate quote) => quotes[quote.UpdateId] = quote;

        public void OnBook(in BookArrival message)
        {
            // The keeper's own lock is held: the book is at this message.
            if (message.Kind == BookMessageKind.Update && quotes.TryGetValue(message.Id, out var quote)) Compare(quote);
        }

        public void OnLost(string reason) => Losses++;

        public void OnRestored() => Assert.True(snapshot.UpdateId <= Keeper.Read(book => book.UpdateId));

        private void Compare(QuoteUpdate quote)
        {
            Compared++;
            var expected = quote.ToQuote(default);
            var shown = Keeper.Read(book => book.Quote);
            if ((shown.Bid, shown.BidQuantity, shown.Ask, shown.AskQuantity) == (expected.Bid, expected.BidQuantity, expected.Ask, expected.AskQuantity)) Agreed++;
        }
    }
}
