using Tidemark.Cli.Watching;
using Tidemark.Integration.Tests.Exchange;
using Tidemark.Integration.Tests.Harness;
using Tidemark.Venues.Aggregation;
using Tidemark.Venues.Binance;

namespace Tidemark.Integration.Tests.Data;

/// <summary>Two exchanges watched together, one of which goes away.</summary>
public sealed class MarketWatchTests
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Parse("BTC/USDT@binance");

    [Fact]
    public async Task Watch_OfTwoExchanges_HasBothUntilOneIsGone()
    {
        await using var first = await ExchangeUnderTest.StartAsync(options => options with { Speed = 10 });
        await using var one = VenueAt(first);
        var second = await ExchangeUnderTest.StartAsync(options => options with { Speed = 10, Seed = 2 });
        await using var two = VenueAt(second);
        var scale = (await one.History.FindInstrumentAsync(Bitcoin)).Value.Scale;
        await using var watch = new MarketWatch([new WatchedFeed("one", one, Bitcoin, scale), new WatchedFeed("two", two, Bitcoin, scale)], new AggregationOptions { MaximumAge = Duration.FromMinutes(5) }, 5);
        Assert.Null(await watch.OpenAsync(CancellationToken.None));
        var changes = new List<StandingChange>();
        var both = await Eventually(watch, changes, state => state.Standings.All(s => s.Standing == VenueStanding.Active) && state.Composite.Shares.Length == 2);
        Assert.Equal(["one", "two"], both.Bids.Concat(both.Asks).SelectMany(level => level.Shares).Select(share => share.Venue).Distinct().Order());
        Assert.True(both.Bids[0].Price > both.Bids[^1].Price && both.Asks[0].Price < both.Asks[^1].Price);
        Assert.InRange(both.Composite.Price, both.Composite.Shares.Min(share => share.Price), both.Composite.Shares.Max(share => share.Price));

        await second.DisposeAsync();
        var left = await Eventually(watch, changes, state => state.Standings[1].Standing == VenueStanding.Lost);
        Assert.All(left.Bids.Concat(left.Asks), level => Assert.Equal("one", Assert.Single(level.Shares).Venue));
        Assert.Equal(["two"], changes.Where(change => change.IsDropOut).Select(change => change.Venue));
    }

    [Fact]
    public async Task Command_AgainstTheSimulatedExchange_TellsWhoseThePricesAre()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        using var home = new TidemarkHome();
        var process = home.Start("book", "watch", "BTC/USDT@binance", "--server", exchange.Server.Address.ToString());
        await process.WaitForText("1 of 1 venues");
        process.Interrupt();
        var result = process.Finish().Succeeded();
        Assert.Contains($"(binance {exchange.Server.Address.Authority})", result.Output, StringComparison.Ordinal);
        Assert.Contains("there is no connector for 'binnce'", home.Run("book", "watch", "BTC/USDT@binnce").RefusedInput(), StringComparison.Ordinal);
    }

    private static BinanceVenue VenueAt(ExchangeUnderTest exchange) => new(new BinanceOptions { Endpoints = BinanceProfile.At(exchange.Server.Address) });

    private static async Task<WatchState> Eventually(MarketWatch watch, List<StandingChange> changes, Func<WatchState, bool> condition)
    {
        for (var attempt = 0; attempt < 3_000; attempt++)
        {
            var state = watch.Look(Instant.FromDateTime(DateTime.UtcNow));
            changes.AddRange(state.Changes);
            if (condition(state)) return state;
            await Task.Delay(10);
        }
        Assert.Fail("it did not come to that");
        throw new InvalidOperationException("a failed test does not come here");
    }
}
