using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>Public data by request: every venue passes, or declares away and answers "not supported".</summary>
public abstract partial class VenueConformance<TFixture>
{
    [Fact]
    public async Task ServerTime_IsTheServers()
    {
        await using var venue = fixture.Open();
        if (Refuses(await venue.History.ReadServerTimeAsync(Cancellation), VenueServices.ServerTime)) return;
        var before = await fixture.ReadTimeAsync();
        var told = (await venue.History.ReadServerTimeAsync(Cancellation)).Value;
        var after = await fixture.ReadTimeAsync();
        Assert.True(told >= before - fixture.TimeResolution && told <= after + fixture.TimeResolution, $"{told} is not between {before} and {after}");
    }

    [Fact]
    public async Task Instruments_AreTheServers_EachOnce()
    {
        await using var venue = fixture.Open();
        var all = (await venue.History.ListInstrumentsAsync(Cancellation)).Value;
        Assert.Distinct(all.Select(item => item.Id));
        Assert.Distinct(all.Select(item => (item.Symbol, item.Id.Kind)));
        Assert.All(all, item => Assert.Equal(fixture.Profile.Name, item.Id.Venue));
        Assert.DoesNotContain(all, item => item.Id == fixture.UnknownInstrument);
        foreach (var id in Instruments())
        {
            var truth = await fixture.ReadInstrumentAsync(id);
            var listed = all.Single(item => item.Id == id);
            Assert.True(listed.IsTrading);
            Assert.Equal((truth.Symbol, truth.PriceTick, truth.QuantityStep), (listed.Symbol, listed.Rules.PriceTick, listed.Rules.QuantityStep));
            if (truth.MinimumQuantity is { } least) Assert.Equal(least, listed.Rules.MinimumQuantity);
            if (truth.MaximumQuantity is { } most) Assert.Equal(most, listed.Rules.MaximumQuantity);
            if (truth.MinimumNotional is { } notional) Assert.Equal(notional, listed.Rules.MinimumNotional);
            Assert.True(listed.Rules.PriceTick % listed.Scale.PriceTick == 0m, "prices of orders do not fit the grid of the book");
            Assert.True(listed.Rules.QuantityStep % listed.Scale.QuantityStep == 0m, "orders do not fit the grid of the book");
            Assert.Equal(listed, (await venue.History.FindInstrumentAsync(id, Cancellation)).Value);
        }
    }

    [Fact]
    public async Task UnknownInstrument_IsCalledSo_ByEveryQuestion()
    {
        await using var venue = fixture.Open();
        var unknown = fixture.UnknownInstrument;
        var (from, to) = await LastAsync(Duration.FromMinutes(1));
        Assert.Equal(VenueErrorKind.UnknownInstrument, (await venue.History.FindInstrumentAsync(unknown, Cancellation)).Error?.Kind);
        AssertUnknown(await venue.History.ReadBarsAsync(new BarSpec(unknown, fixture.Interval), from, to, null, Cancellation), VenueServices.BarHistory);
        AssertUnknown(await venue.History.ReadTradesAsync(unknown, from, to, null, Cancellation), fixture.Offers(VenueServices.RecentTrades) ? VenueServices.RecentTrades : VenueServices.TradeHistory);
        AssertUnknown(await venue.History.ReadBookAsync(unknown, 10, Cancellation), VenueServices.BookSnapshots);
    }

    [Fact]
    public async Task Bars_AreClosedOnes_EachOnceAndInOrder_WhereverTheRangeIsCut()
    {
        await using var venue = fixture.Open();
        var (from, to) = await ClosedBarsAsync();
        var bars = new BarSpec(fixture.Instrument, fixture.Interval);
        if (Refuses(await venue.History.ReadBarsAsync(bars, from, to, null, Cancellation), VenueServices.BarHistory)) return;
        // Beyond now, so that the growing bar would be seen if it were given.
        var pages = await Pages.ReadAsync(continuation => venue.History.ReadBarsAsync(bars, from, to + Duration.FromHours(1), continuation, Cancellation));
        var after = await fixture.ReadTimeAsync();
        Assert.True(!fixture.HasPagesOfBars || pages.Count > 1, "one page held them all");
        var all = pages.SelectMany(page => page).ToArray();
        AssertBars(all, from, to + Duration.FromHours(1));
        Assert.True(fixture.Interval.CloseOf(all[^1].OpenTime) <= after + fixture.TimeResolution, $"the bar of {all[^1].OpenTime} has not closed at {after}");
        // The server makes trades all the time, so that hardly an interval is without.
        Assert.True(all.Length > fixture.Interval.CountBetween(from, to) / 2, $"only {all.Length} bars");

        foreach (var middle in (Instant[])[all[all.Length / 2].OpenTime, all[all.Length / 3].OpenTime + Duration.FromMilliseconds(1), all[^2].OpenTime - new Duration(1)])
        {
            var left = await Pages.AllAsync(continuation => venue.History.ReadBarsAsync(bars, from, middle, continuation, Cancellation));
            var right = await Pages.AllAsync(continuation => venue.History.ReadBarsAsync(bars, middle, to, continuation, Cancellation));
            AssertBars(left, from, middle);
            AssertBars(right, middle, to);
            Assert.Equal(all.Where(bar => bar.OpenTime < to), left.Concat(right).Where(bar => bar.OpenTime <= all[^1].OpenTime));
        }
        Assert.Empty((await venue.History.ReadBarsAsync(bars, to, to, null, Cancellation)).Value.Items);
    }

    [Fact]
    public async Task Bars_GoOnInAnotherProcess()
    {
        var bars = new BarSpec(fixture.Instrument, fixture.Interval);
        await using var venue = fixture.Open();
        var (from, to) = await ClosedBarsAsync();
        if (Refuses(await venue.History.ReadBarsAsync(bars, from, to, null, Cancellation), VenueServices.BarHistory)) return;
        var first = (await venue.History.ReadBarsAsync(bars, from, to, null, Cancellation)).Value;
        if (first.Continuation is null) return;
        await using var other = fixture.Open();
        var rest = await Pages.AllAsync(continuation => other.History.ReadBarsAsync(bars, from, to, continuation, Cancellation), first.Continuation);
        Assert.Equal(await Pages.AllAsync(continuation => venue.History.ReadBarsAsync(bars, from, to, continuation, Cancellation)), first.Items.Concat(rest));
    }

    [Fact]
    public async Task Bars_OfAnIntervalThatTheVenueHasNot_AreRefused()
    {
        await using var venue = fixture.Open();
        var (from, to) = await LastAsync(fixture.Past);
        Assert.Equal(VenueErrorKind.NotSupported, (await venue.History.ReadBarsAsync(new BarSpec(fixture.Instrument, fixture.UnknownInterval), from, to, null, Cancellation)).Error?.Kind);
    }

    [Fact]
    public async Task Bars_AgreeWithTheTrades()
    {
        if (!fixture.Offers(VenueServices.BarHistory | VenueServices.TradeHistory)) return;
        await using var venue = fixture.Open();
        var (_, to) = await ClosedBarsAsync();
        var from = fixture.Interval.OpenOf(to - new Duration(Math.Min(fixture.Past.Nanoseconds / 2, 30 * fixture.Interval.ApproximateNanoseconds)));
        var bars = (await Pages.AllAsync(continuation => venue.History.ReadBarsAsync(new BarSpec(fixture.Instrument, fixture.Interval), from, to, continuation, Cancellation))).ToDictionary(bar => bar.OpenTime);
        var trades = await Pages.AllAsync(continuation => venue.History.ReadTradesAsync(fixture.Instrument, from, to, continuation, Cancellation));
        Assert.NotEmpty(trades);
        foreach (var group in trades.GroupBy(trade => fixture.Interval.OpenOf(trade.Time)))
        {
            var bar = bars[group.Key];
            Assert.Equal((group.First().Price, group.Max(trade => trade.Price), group.Min(trade => trade.Price), group.Last().Price), (bar.Open, bar.High, bar.Low, bar.Close));
            Assert.Equal(group.Sum(trade => trade.Quantity), bar.Volume, 1e-6);
        }
    }

    [Fact]
    public async Task Trades_AreInOrder_EachOnce_WhereverTheRangeIsCut_AndGoOnInAnotherProcess()
    {
        await using var venue = fixture.Open();
        var (from, to) = await LastAsync(fixture.Past);
        if (Refuses(await venue.History.ReadTradesAsync(fixture.Instrument, from, to, null, Cancellation), VenueServices.TradeHistory)) return;
        var pages = await Pages.ReadAsync(continuation => venue.History.ReadTradesAsync(fixture.Instrument, from, to, continuation, Cancellation));
        Assert.True(!fixture.HasPagesOfTrades || pages.Count > 1, "one page held them all");
        var all = pages.SelectMany(page => page).ToArray();
        AssertTrades(all, from, to);

        var middle = all[all.Length / 2].Time;
        var left = await Pages.AllAsync(continuation => venue.History.ReadTradesAsync(fixture.Instrument, from, middle, continuation, Cancellation));
        var right = await Pages.AllAsync(continuation => venue.History.ReadTradesAsync(fixture.Instrument, middle, to, continuation, Cancellation));
        Assert.Equal(all, left.Concat(right));

        var first = (await venue.History.ReadTradesAsync(fixture.Instrument, from, to, null, Cancellation)).Value;
        await using var other = fixture.Open();
        var rest = first.Continuation is null ? [] : await Pages.AllAsync(continuation => other.History.ReadTradesAsync(fixture.Instrument, from, to, continuation, Cancellation), first.Continuation);
        Assert.Equal(all, first.Items.Concat(rest));
        Assert.Empty((await venue.History.ReadTradesAsync(fixture.Instrument, to, to, null, Cancellation)).Value.Items);
    }

    [Fact]
    public async Task RecentTrades_AreInOrder_EachOnce_AndOlderOnesAreRefused()
    {
        if (!fixture.Offers(VenueServices.RecentTrades)) return;
        await using var venue = fixture.Open();
        await fixture.FreezeAsync();
        try
        {
            var truth = (await fixture.ReadTradesAsync(fixture.Instrument))!;
            var (last, to) = (truth[^10].Time, truth[^1].Time + new Duration(1));
            var told = (await venue.History.ReadTradesAsync(fixture.Instrument, last, to, null, Cancellation)).Value;
            Assert.Null(told.Continuation);
            Assert.Equal(truth.Where(trade => trade.Time >= last), told.Items);
            AssertTrades([.. told.Items], last, to);
            Assert.Equal(VenueErrorKind.NotSupported, (await venue.History.ReadTradesAsync(fixture.Instrument, to - fixture.Past, to, null, Cancellation)).Error?.Kind);
        }
        finally
        {
            await fixture.ThawAsync();
        }
    }

    [Fact]
    public async Task BookSnapshot_HasTheServersNumbers()
    {
        await using var venue = fixture.Open();
        if (Refuses(await venue.History.ReadBookAsync(fixture.Instrument, 10, Cancellation), VenueServices.BookSnapshots)) return;
        await fixture.FreezeAsync();
        try
        {
            foreach (var id in Instruments())
            {
                var scale = (await venue.History.FindInstrumentAsync(id, Cancellation)).Value.Scale;
                var truth = await fixture.ReadBookAsync(id);
                foreach (var levels in (int[])[5, 100])
                {
                    var snapshot = (await venue.History.ReadBookAsync(id, levels, Cancellation)).Value;
                    var book = BookTruth.Of(snapshot, scale);
                    Assert.True(book.Bids.Count >= Math.Min(levels, truth.Bids.Count) && book.Asks.Count >= Math.Min(levels, truth.Asks.Count), $"{book.Bids.Count} bids, {book.Asks.Count} asks");
                    Assert.Equal(new BookTruth([.. truth.Bids.Take(book.Bids.Count)], [.. truth.Asks.Take(book.Asks.Count)]).Lines(), book.Lines());
                    Assert.Equal(book.Bids.OrderByDescending(level => level.Price), book.Bids);
                    Assert.Equal(book.Asks.OrderBy(level => level.Price), book.Asks);
                    Assert.True(book.Bids[0].Price < book.Asks[0].Price);
                }
            }
        }
        finally
        {
            await fixture.ThawAsync();
        }
    }

    [Fact]
    public async Task Funding_IsInOrder_EachOnce_WhereverTheRangeIsCut()
    {
        await using var venue = fixture.Open();
        var (from, to) = await LastAsync(Duration.FromDays(3));
        if (fixture.Contract is not { } contract)
        {
            Assert.False(fixture.Offers(VenueServices.FundingHistory), "give the suite a contract with funding");
            Assert.Equal(VenueErrorKind.NotSupported, (await venue.History.ReadFundingAsync(fixture.Instrument, from, to, null, Cancellation)).Error?.Kind);
            return;
        }
        if (Refuses(await venue.History.ReadFundingAsync(contract, from, to, null, Cancellation), VenueServices.FundingHistory)) return;
        var all = await Pages.AllAsync(continuation => venue.History.ReadFundingAsync(contract, from, to, continuation, Cancellation));
        Assert.True(all.Length > 2);
        Assert.Equal(all.Select(item => item.Time).Distinct().Order(), all.Select(item => item.Time));
        Assert.All(all, item => Assert.True(item.Time >= from && item.Time < to && double.IsFinite(item.Rate)));
        var middle = all[all.Length / 2].Time;
        var left = await Pages.AllAsync(continuation => venue.History.ReadFundingAsync(contract, from, middle, continuation, Cancellation));
        var right = await Pages.AllAsync(continuation => venue.History.ReadFundingAsync(contract, middle, to, continuation, Cancellation));
        Assert.Equal(all, left.Concat(right));
    }

    [Fact]
    public async Task Waiting_CanBeGivenUp()
    {
        await using var silent = await VenueProxy.StartAsync(fixture.Server);
        silent.Answers = (_, _) => ProxiedAnswer.Never;
        await using var venue = fixture.Open(silent.Address);
        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => venue.History.ListInstrumentsAsync(ended.Token));
        using var ending = new CancellationTokenSource();
        var waiting = venue.History.ListInstrumentsAsync(ending.Token);
        await Eventually.TrueAsync(() => silent.Requests > 0, "the request is there");
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    /// <summary>The past, up to a bar that has certainly closed: none may be added while it is read.</summary>
    private async Task<(Instant From, Instant To)> ClosedBarsAsync()
    {
        var (from, to) = await LastAsync(fixture.Past);
        return (from, fixture.Interval.OpenOf(fixture.Interval.OpenOf(to) - new Duration(1)));
    }

    private void AssertUnknown<T>(VenueResult<T> answer, VenueServices service) =>
        Assert.Equal(fixture.Offers(service) ? VenueErrorKind.UnknownInstrument : VenueErrorKind.NotSupported, answer.Error?.Kind);

    private void AssertBars(Bar[] bars, Instant from, Instant to)
    {
        Assert.Equal(bars.Select(bar => bar.OpenTime).Distinct().Order(), bars.Select(bar => bar.OpenTime));
        Assert.All(bars, bar => Assert.True(bar.OpenTime >= from && bar.OpenTime < to && bar.Defect() is null && fixture.Interval.IsAligned(bar.OpenTime), $"{bar} in {from} to {to}"));
    }

    private static void AssertTrades(Trade[] trades, Instant from, Instant to)
    {
        Assert.NotEmpty(trades);
        Assert.Distinct(trades.Select(trade => trade.TradeId));
        Assert.Equal(trades.OrderBy(trade => trade.Time), trades);
        Assert.All(trades, trade => Assert.True(trade.Time >= from && trade.Time < to && trade.Defect() is null && trade.TradeId != 0, $"{trade} in {from} to {to}"));
    }
}
