using System.Collections.Immutable;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Sessions;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Latency;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;

namespace Tidemark.Tests.Simulation.Costs;

public sealed class VenueSettingsTests
{
    public static TheoryData<string> FeeNames => [.. FeePresets.Names];

    [Theory]
    [MemberData(nameof(FeeNames))]
    public void Describe_EveryPreset_IsTheSameAfterTheFirstRecord(string name)
    {
        var venue = new VenueOptions(new WorstCaseFillModel(0.05m), SlippageModels.Parse("spread:2+sqrt:1"), FeePresets.Find(name) with { PriorVolume = 12.5m });
        Assert.Equal(VenueSettings.Describe(venue), VenueSettings.Describe(Back(venue)));
        Assert.Equal(venue.Fees.Rates, Back(venue).Fees.Rates);
    }

    [Theory]
    [InlineData("fixed:50,30")]
    [InlineData("sampled:40,400,7")]
    public void Describe_Latency_IsTheSameAfterTheFirstRecord(string name) =>
        Assert.Equal(name, Back(Plain with { Latency = LatencyModels.Parse(name) }).Latency!.Name);

    [Fact]
    public void Describe_MeasuredDelays_AreWrittenOut()
    {
        var pairs = Enumerable.Range(0, 2_500).Select(index => (index + 0.25, index * 2.0)).ToImmutableArray();
        var back = Assert.IsType<RecordedLatency>(Back(Plain with { Latency = new RecordedLatency(pairs) }).Latency);
        Assert.Equal(pairs, back.Pairs);
        Assert.All(VenueSettings.Describe(Plain with { Latency = back }), setting => Assert.True(setting.Text.Length < 60_000));
    }

    [Fact]
    public void VenueOf_SettingsOfAnOlderBuild_HasNeitherTiersNorLatency()
    {
        var venue = Back(Plain);
        Assert.Equal((null, null, 0m), (venue.Latency, venue.Fees.Tiers, venue.Fees.Discount));
    }

    private static readonly VenueOptions Plain = new(new NextOpenFillModel(), new NoSlippage(), FeePresets.Flat(10m));

    [Fact]
    public void Fees_OfSeveralMarkets_ComeBackEachToItsOwn()
    {
        var venue = Plain with
        {
            OtherFees = [new MarketFees("binance", true, FeePresets.Find("binance-usdm-tiers") with { PriorVolume = 5_000_000m }), new MarketFees("kraken", false, FeePresets.Find("kraken"))],
        };
        var back = Back(venue);
        Assert.Equal(VenueSettings.Describe(venue), VenueSettings.Describe(back));
        Assert.Equal(0.0004m, back.FeesOf(InstrumentId.Parse("BTC/USDT@kraken")).Rates.Taker * 0.1m);
        Assert.Equal("binance-usdm-tiers", back.FeesOf(InstrumentId.Parse("BTC/USDT:USDT@binance")).Name);
        Assert.Equal(Plain.Fees.Name, back.FeesOf(InstrumentId.Parse("BTC/USDT@binance")).Name);
    }

    private static VenueOptions Back(VenueOptions venue) => VenueSettings.VenueOf(new SessionStartedRecord
    {
        Setup = new SessionSetup { Instruments = [], BaseIntervals = [], Accounts = [], Currency = "USDT" },
        Strategies = [],
        Settings = [.. VenueSettings.Describe(venue)],
        Build = "test",
    });
}
