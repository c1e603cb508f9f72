using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>Public data as it comes: complete, in order, and right again after every fault.</summary>
public abstract partial class VenueConformance<TFixture>
{
    private static readonly (MarketChannel Channel, VenueServices Service)[] Channels =
    [
        (MarketChannel.Trades, VenueServices.TradeStream), (MarketChannel.Quotes, VenueServices.QuoteStream), (MarketChannel.Book, VenueServices.BookStream),
        (MarketChannel.Bars, VenueServices.BarStream), (MarketChannel.MarkPrice, VenueServices.MarkPriceStream),
    ];

    [Fact]
    public async Task Streams_OfTwoInstruments_TellEverythingOnceAndInOrder_ThroughReconnects()
    {
        await using var proxy = await VenueProxy.StartAsync(fixture.Server);
        await using var venue = fixture.Open(proxy.Address);
        var ids = new[] { fixture.Instrument, fixture.OtherInstrument };
        var log = await LogAsync(venue, ids);
        await using var feed = (await venue.Streams.OpenAsync([.. ids.SelectMany((id, index) => SubscriptionsOf(id, index))], log, Cancellation)).Value;
        for (var round = 1; round <= 3; round++)
        {
            await MoreAsync(log, ids.Length);
            if (round == 1) feed.Reconnect();
            if (round == 2) proxy.DropSockets();
        }
        Assert.True(log.Count(FeedNoticeKind.Connected) >= 3 && log.Count(FeedNoticeKind.Disconnected) >= 2);
        Assert.All(log.Notices.Where(notice => notice.Kind is FeedNoticeKind.Connected or FeedNoticeKind.Disconnected), notice => Assert.Null(notice.Subscription));
        await fixture.FreezeAsync();
        try
        {
            for (var index = 0; index < ids.Length; index++)
            {
                if (fixture.Offers(VenueServices.TradeStream)) await AssertTradesAsync(venue, log, ids[index], index);
                if (fixture.Offers(VenueServices.QuoteStream)) await AssertQuotesAsync(log, ids[index], index);
                if (fixture.Offers(VenueServices.BarStream)) await AssertBarsAsync(venue, log, ids[index], index);
                if (fixture.Offers(VenueServices.BookStream)) await AssertBookAsync(log, ids[index], index);
            }
        }
        finally
        {
            await fixture.ThawAsync();
        }
        Assert.Empty(log.Faults);
        Assert.DoesNotContain(log.Notices, notice => notice.Kind == FeedNoticeKind.Problem);
    }

    [Fact]
    public async Task Book_IsLostAndRestored_WithItsConnection()
    {
        if (!fixture.Offers(VenueServices.BookStream)) return;
        await using var venue = fixture.Open();
        var log = await LogAsync(venue, [fixture.Instrument]);
        await using var feed = (await venue.Streams.OpenAsync([Subscription(fixture.Instrument, 0, MarketChannel.Book)], log, Cancellation)).Value;
        for (var round = 1; round <= 3; round++)
        {
            await Eventually.TrueAsync(() => log.Count(FeedNoticeKind.BookRestored, 0) == round, $"the book is whole for the {round}. time");
            // The first message may be there before the last subscription has been sent, which is when the opening is done.
            await Eventually.TrueAsync(() => feed.IsConnected, "the connection is open");
            await MoreUpdatesAsync(log);
            Assert.Equal((round, true), log.Read(0, item => (item.Snapshots, item.Book.IsValid)));
            if (round < 3) feed.Reconnect();
        }
        FeedNoticeKind[] lost = [FeedNoticeKind.BookLost, FeedNoticeKind.Disconnected], found = [FeedNoticeKind.Connected, FeedNoticeKind.BookRestored];
        var told = log.Notices.Select(notice => notice.Kind).ToArray();
        // Whether the book or its connection is told to be lost first does not matter.
        Assert.Equal([.. found, .. lost, .. found, .. lost, .. found], told.Chunk(2).SelectMany(pair => pair.Contains(FeedNoticeKind.Disconnected) ? pair.Order().Reverse() : pair));
        await AssertFrozenBookAsync(log);
    }

    [Fact]
    public async Task Book_ThatMissesAnUpdate_OrCannotReadOne_IsReadAgain()
    {
        if (!fixture.Offers(VenueServices.BookStream)) return;
        await using var proxy = await VenueProxy.StartAsync(fixture.Server);
        await using var venue = fixture.Open(proxy.Address);
        var log = await LogAsync(venue, [fixture.Instrument]);
        await using var feed = (await venue.Streams.OpenAsync([Subscription(fixture.Instrument, 0, MarketChannel.Book)], log, Cancellation)).Value;
        var spoilt = 0;
        foreach (var spoil in (Func<string, IEnumerable<string>>[])[_ => [], message => [message[..(message.Length / 2)]]])
        {
            var (restored, lost) = (0, log.Count(FeedNoticeKind.BookLost));
            await Eventually.TrueAsync(() => (restored = log.Count(FeedNoticeKind.BookRestored)) > lost, "the book is whole");
            await MoreUpdatesAsync(log);
            spoilt = 0;
            proxy.Messages = message => fixture.IsBookUpdate(message) && Interlocked.Exchange(ref spoilt, 1) == 0 ? spoil(message) : [message];
            await Eventually.TrueAsync(() => log.Count(FeedNoticeKind.BookLost) + log.Count(FeedNoticeKind.Disconnected) > lost, "the book is known to be lost");
            await Eventually.TrueAsync(() => log.Count(FeedNoticeKind.BookRestored) > restored, "the book is whole again");
        }
        await AssertFrozenBookAsync(log);
    }

    [Fact]
    public async Task Book_WhoseUpdatesComeTwice_StaysRight()
    {
        if (!fixture.Offers(VenueServices.BookStream)) return;
        await using var proxy = await VenueProxy.StartAsync(fixture.Server);
        await using var venue = fixture.Open(proxy.Address);
        var log = await LogAsync(venue, [fixture.Instrument]);
        await using var feed = (await venue.Streams.OpenAsync([Subscription(fixture.Instrument, 0, MarketChannel.Book)], log, Cancellation)).Value;
        proxy.Messages = message => fixture.IsBookUpdate(message) ? [message, message] : [message];
        await Eventually.TrueAsync(() => log.Read(0, item => item.Book.IsValid), "the book is whole");
        await MoreUpdatesAsync(log);
        proxy.Messages = message => [message];
        await AssertFrozenBookAsync(log);
    }

    [Fact]
    public async Task Feed_ThatIsClosed_SaysNothingMore()
    {
        await using var venue = fixture.Open();
        var log = await LogAsync(venue, [fixture.Instrument, fixture.OtherInstrument]);
        var feed = (await venue.Streams.OpenAsync([.. SubscriptionsOf(fixture.Instrument, 0), .. SubscriptionsOf(fixture.OtherInstrument, 1)], log, Cancellation)).Value;
        await using (var other = (await venue.Streams.OpenAsync([.. SubscriptionsOf(fixture.Instrument, 0)], await LogAsync(venue, [fixture.Instrument]), Cancellation)).Value)
        {
            await Eventually.TrueAsync(() => feed.IsConnected && other.IsConnected, "the feeds are connected");
        }
        // The end of another feed of the same venue changes nothing.
        await MoreAsync(log, 1);
        await feed.DisposeAsync();
        log.Close();
        var next = await LogAsync(venue, [fixture.Instrument]);
        await using (var third = (await venue.Streams.OpenAsync([.. SubscriptionsOf(fixture.Instrument, 0)], next, Cancellation)).Value) await MoreAsync(next, 1);
        Assert.Empty(log.Faults);
    }

    [Fact]
    public async Task Stream_OfWhatTheVenueHasNot_IsRefusedAtOnce()
    {
        await using var venue = fixture.Open();
        var log = await LogAsync(venue, [fixture.Instrument]);
        foreach (var (channel, service) in Channels)
        {
            var instrument = channel == MarketChannel.MarkPrice && fixture.Contract is { } contract ? contract : fixture.Instrument;
            var answer = await venue.Streams.OpenAsync([Subscription(instrument, 0, channel)], log, Cancellation);
            if (fixture.Offers(service)) await answer.Value.DisposeAsync();
            else Assert.Equal(VenueErrorKind.NotSupported, answer.Error?.Kind);
            if (!fixture.Offers(service)) continue;
            Assert.Equal(VenueErrorKind.UnknownInstrument, (await venue.Streams.OpenAsync([Subscription(fixture.UnknownInstrument, 0, channel)], log, Cancellation)).Error?.Kind);
        }
        if (!fixture.Offers(VenueServices.BarStream)) return;
        Assert.Equal(VenueErrorKind.NotSupported, (await venue.Streams.OpenAsync([new(new InstrumentIndex(0), fixture.Instrument, MarketChannel.Bars, fixture.UnknownInterval)], log, Cancellation)).Error?.Kind);
    }

    private IEnumerable<MarketSubscription> SubscriptionsOf(InstrumentId id, int index) =>
        Channels.Where(item => fixture.Offers(item.Service) && item.Channel != MarketChannel.MarkPrice).Select(item => Subscription(id, index, item.Channel));

    private MarketSubscription Subscription(InstrumentId id, int index, MarketChannel channel) => new(new InstrumentIndex(index), id, channel, channel == MarketChannel.Bars ? fixture.Interval : null);

    private static async Task<FeedLog> LogAsync(IVenue venue, InstrumentId[] ids)
    {
        List<BookScale> scales = [];
        foreach (var id in ids) scales.Add((await venue.History.FindInstrumentAsync(id, Cancellation)).Value.Scale);
        return new FeedLog([.. scales]);
    }

    /// <summary>Something new of every stream.</summary>
    private async Task MoreAsync(FeedLog log, int instruments)
    {
        for (var index = 0; index < instruments; index++)
        {
            var (trades, quotes, bars) = log.Read(index, item => (item.Trades.Count, item.Quotes.Count, item.Bars.Count));
            if (fixture.Offers(VenueServices.TradeStream)) await Eventually.TrueAsync(() => log.Read(index, item => item.Trades.Count) > trades + 2, "trades come");
            if (fixture.Offers(VenueServices.QuoteStream)) await Eventually.TrueAsync(() => log.Read(index, item => item.Quotes.Count) > quotes + 2, "quotes come");
            if (fixture.Offers(VenueServices.BarStream)) await Eventually.TrueAsync(() => log.Read(index, item => item.Bars.Count) > bars, "bars close");
            if (fixture.Offers(VenueServices.BookStream)) await Eventually.TrueAsync(() => log.Read(index, item => item.Book.IsValid), "the book is whole");
        }
    }

    private static async Task MoreUpdatesAsync(FeedLog log)
    {
        var updates = log.Read(0, item => item.Updates);
        await Eventually.TrueAsync(() => log.Read(0, item => item.Updates) > updates + 3, "updates come");
    }

    private async Task AssertFrozenBookAsync(FeedLog log)
    {
        await fixture.FreezeAsync();
        try
        {
            await AssertBookAsync(log, fixture.Instrument, 0);
        }
        finally
        {
            await fixture.ThawAsync();
        }
        Assert.Empty(log.Faults);
    }

    private async Task AssertBookAsync(FeedLog log, InstrumentId id, int index)
    {
        string[] truth = [], book = [];
        bool IsSame()
        {
            var (found, isValid) = log.Read(index, item => (BookTruth.Of(item.Book), item.Book.IsValid));
            book = found.Top(fixture.StreamedLevels).Lines();
            return isValid && truth.SequenceEqual(book);
        }
        truth = (await fixture.ReadBookAsync(id)).Top(fixture.StreamedLevels).Lines();
        await Eventually.TrueAsync(IsSame, () => $"the book of {id} equals the server's; the first differences: {string.Join("; ", truth.Except(book).Take(3))} against {string.Join("; ", book.Except(truth).Take(3))}");
    }

    private async Task AssertTradesAsync(IVenue venue, FeedLog log, InstrumentId id, int index)
    {
        Trade[] Heard() => log.Read(index, item => item.Trades.ToArray());
        Assert.Distinct(Heard().Select(trade => trade.TradeId));
        Assert.Equal(Heard().OrderBy(trade => trade.Time), Heard());
        var first = Heard()[0];
        var all = await fixture.ReadTradesAsync(id);
        if (all is null && !fixture.Offers(VenueServices.TradeHistory)) return;
        all ??= await Pages.AllAsync(continuation => venue.History.ReadTradesAsync(id, first.Time, first.Time + Duration.FromDays(1), continuation, Cancellation));
        var expected = all.SkipWhile(trade => trade.TradeId != first.TradeId).ToArray();
        await Eventually.TrueAsync(() => Heard().Length >= expected.Length, $"all {expected.Length} trades are told");
        Assert.Equal(expected.Select(trade => (trade.TradeId, trade.Price, trade.Quantity, trade.Aggressor)), Heard().Select(trade => (trade.TradeId, trade.Price, trade.Quantity, trade.Aggressor)));
    }

    private async Task AssertQuotesAsync(FeedLog log, InstrumentId id, int index)
    {
        var truth = await fixture.ReadBookAsync(id);
        var expected = ((double)truth.Bids[0].Price, (double)truth.Bids[0].Quantity, (double)truth.Asks[0].Price, (double)truth.Asks[0].Quantity);
        await Eventually.TrueAsync(() => log.Read(index, item => item.Quotes[^1] is var last && (last.Bid, last.BidQuantity, last.Ask, last.AskQuantity) == expected), () => $"the last quote of {id} is {expected}, not {log.Read(index, item => item.Quotes[^1])}");
        var quotes = log.Read(index, item => item.Quotes.ToArray());
        Assert.Equal(quotes.OrderBy(quote => quote.Time), quotes);
    }

    private async Task AssertBarsAsync(IVenue venue, FeedLog log, InstrumentId id, int index)
    {
        var heard = log.Read(index, item => item.Bars.ToArray());
        Assert.Equal(heard.Select(bar => bar.OpenTime).Distinct().Order(), heard.Select(bar => bar.OpenTime));
        Assert.NotEmpty(log.Read(index, item => item.GrowingBars.ToArray()));
        if (!fixture.Offers(VenueServices.BarHistory)) return;
        var to = fixture.Interval.CloseOf(heard[^1].OpenTime);
        Assert.Equal(await Pages.AllAsync(continuation => venue.History.ReadBarsAsync(new BarSpec(id, fixture.Interval), heard[0].OpenTime, to, continuation, Cancellation)), heard);
    }
}
