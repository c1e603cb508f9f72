using Tidemark.Integration.Tests.Exchange;
using Tidemark.Integration.Tests.Venues.Conformance;
using Tidemark.Venues.Binance;

namespace Tidemark.Integration.Tests.Venues;

/// <summary>Which bars have closed is told by the venue's time, and not by that of this machine.</summary>
public sealed class BinanceClockTests
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Spot("BTC", "USDT", "binance");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bars_OnAMachineThatIsAhead_AreNotGuessedBeforeTheVenuesTimeIsKnown()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync(options => options with { Speed = 0.000001 });
        await using var proxy = await VenueProxy.StartAsync(exchange.Server.Address);
        var isTimeTold = false;
        proxy.Answers = (request, answer) => request.Contains("/api/v3/time", StringComparison.Ordinal) && !Volatile.Read(ref isTimeTold) ? ProxiedAnswer.Of("{}", 500) : answer;
        await using var venue = new BinanceVenue(new BinanceOptions { Endpoints = BinanceProfile.At(proxy.Address), Http = new() { Seed = 1, Attempts = 1 }, Time = new TimeAhead() });
        var now = Instant.FromUnixMilliseconds((await exchange.GetAsync("/api/v3/time")).GetProperty("serverTime").GetInt64());
        var minute = Interval.Minutes(1);
        var (bars, from, to) = (new BarSpec(Bitcoin, minute), minute.OpenOf(now) - Duration.FromMinutes(2), minute.OpenOf(now) + Duration.FromMinutes(1));
        Assert.True((await venue.History.ReadBarsAsync(bars, from, to, null, Cancellation)).Error is { IsTransient: true });
        Volatile.Write(ref isTimeTold, true);
        var page = (await venue.History.ReadBarsAsync(bars, from, to, null, Cancellation)).Value;
        Assert.Equal([from, from + Duration.FromMinutes(1)], page.Items.Select(bar => bar.OpenTime));
    }

    private sealed class TimeAhead : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddHours(1);
    }
}
