using System.Security.Cryptography;
using Tidemark.Engine.Events;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Sessions;
using Tidemark.Node.Markets;
using Tidemark.Node.Sessions;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;
using Tidemark.Statistics.Randomness;
using Tidemark.Storage.Journal;
using Tidemark.Strategies;

namespace Tidemark.Integration.Tests.Node;

/// <summary>A session that was cut off anywhere goes on as if nothing had happened: same records, same fills, same equity.</summary>
public sealed class PaperSessionRecoveryTests : IDisposable
{
    private const int BarCount = 400;

    private readonly string home = Directory.CreateTempSubdirectory("tidemark-session-").FullName;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public async Task Continue_CutAtAnyPlace_EndsWithTheSameRecords()
    {
        var whole = Folder("whole");
        await RunToEnd(PaperSession.Begin(whole, Definition(), Market(), 1e9, TimeProvider.System));
        var expected = Records(whole);
        Assert.True(expected.Count > 2 * BarCount, "the run is too quiet to test anything");
        var bytes = await File.ReadAllBytesAsync(Segment(whole), TestContext.Current.CancellationToken);

        var random = new SeededRandom(11, "cuts");
        for (var number = 0; number < 25; number++)
        {
            // Anywhere from just after the session's own first record on: a journal without it is no session.
            var cut = 2_000 + (int)random.NextInt(bytes.Length - 2_000);
            var folder = Folder($"cut-{number}");
            Directory.CreateDirectory(folder.Path);
            await File.WriteAllBytesAsync(Path.Combine(folder.Path, Path.GetFileName(Segment(whole))), bytes[..cut], TestContext.Current.CancellationToken);
            await RunToEnd(PaperSession.Continue(folder, _ => Market(), 1e9, TimeProvider.System));
            Assert.Equal(expected, Records(folder));
        }
    }

    [Fact]
    public async Task Continue_ChangedRecord_IsRefusedAndNothingIsTraded()
    {
        var folder = Folder("changed");
        await RunToEnd(PaperSession.Begin(folder, Definition(), Market(), 1e9, TimeProvider.System));
        var other = Definition() with { Strategies = [StrategyCatalog.Describe(StrategyCatalog.Create("ma-cross", [KeyValuePair.Create("fast", "3"), KeyValuePair.Create("slow", "40")]))] };
        var forged = Folder("forged");
        using (var writer = JournalWriter.Create(forged, other.Setup.JournalId))
        {
            var payload = new PayloadWriter();
            writer.Append(SessionRecords.Encode(other, other.Setup.TradingStart, payload), payload.Written);
            using var reader = new JournalReader(folder);
            reader.Read();
            while (reader.Read()) writer.Append(reader.Header, reader.Payload);
            writer.Flush();
        }
        var before = Records(forged).Count;
        var failure = Assert.ThrowsAny<IOException>(() => PaperSession.Continue(forged, _ => Market(), 1e9, TimeProvider.System));
        Assert.Contains("record ", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, Records(forged).Count);
    }

    [Fact]
    public async Task Ask_PauseBeforeTrading_OpensNothingAndIsStillInForceAfterARestart()
    {
        var folder = Folder("flatten");
        var session = PaperSession.Begin(folder, Definition(), Market(), 1e9, TimeProvider.System);
        session.TryAsk(EngineCommandKind.Pause, "test");
        await RunToEnd(session);
        Assert.Equal(0, session.Current.FillCount);
        Assert.Contains(Records(folder), record => record.StartsWith("Command", StringComparison.Ordinal));
        using var again = PaperSession.Continue(folder, _ => Market(), 1e9, TimeProvider.System);
        Assert.Equal(SessionStatus.Paused, again.Current.Status);
    }

    private static async Task RunToEnd(PaperSession session)
    {
        using (session)
        {
            using var stop = new CancellationTokenSource();
            var run = session.RunAsync(stop.Token);
            var snapshot = session.Current;
            while (snapshot.Instruments[0].LastBarAt is not { } last || last < Market().End) snapshot = await session.WaitForNewerAsync(snapshot.Version, stop.Token);
            await stop.CancelAsync();
            await run;
        }
    }

    private static List<string> Records(JournalFolder folder)
    {
        var records = new List<string>();
        using var reader = new JournalReader(folder);
        while (reader.Read())
            if (reader.Header.Origin != RecordOrigin.Session)
                records.Add($"{reader.Header.Kind} {reader.Header.ReceivedAt} {Convert.ToHexString(SHA256.HashData(reader.Payload))}");
        Assert.Equal(JournalEndingKind.Complete, reader.Ending!.Kind);
        return records;
    }

    private static string Segment(JournalFolder folder) => Directory.GetFiles(folder.Path, "*.journal").Single();

    private JournalFolder Folder(string name) => new(Path.Combine(home, name));

    private static TestMarket Market() => new();

    private static SessionStartedRecord Definition()
    {
        var fees = FeePresets.Flat(10);
        var venue = new VenueOptions(new WorstCaseFillModel(), SlippageModels.Default, fees);
        return new SessionStartedRecord
        {
            Setup = new SessionSetup
            {
                Instruments = [new Instrument(InstrumentId.Parse("BTC/USDT@synthetic"))],
                BaseIntervals = [Interval.Minutes(1)],
                Accounts = [new AccountSetup(new AccountId("main"), "synthetic", AccountKind.Spot, [new Money(10_000m, "USDT")], fees.Rates, FundsPolicy.OwnedAssets)],
                Currency = "USDT",
                TradingStart = TestMarket.Start + Duration.FromMinutes(30),
                JournalId = 77,
            },
            Strategies = [StrategyCatalog.Describe(StrategyCatalog.Create("ma-cross", [KeyValuePair.Create("fast", "3"), KeyValuePair.Create("slow", "8")]))],
            Settings = [.. VenueSettings.Describe(venue)],
            Seed = 5,
            Build = "test",
        };
    }

    /// <summary>A seeded random walk.</summary>
    private sealed class TestMarket : ISessionMarket
    {
        public static readonly Instant Start = Instant.FromDate(2024, 1, 1);

        private readonly ReplayMarket bars = new(InstrumentId.Parse("BTC/USDT@synthetic"), Make());

        public Instant End => Start + Duration.FromMinutes(BarCount);

        public string Description => "test market";

        public bool IsSimulated => true;

        public Instant? NextClose => bars.NextClose;

        public Bar Read() => bars.Read();

        public void SkipThrough(in Bar last) => bars.SkipThrough(last);

        private static BarColumns Make()
        {
            var random = new SeededRandom(3, "walk");
            var list = new List<Bar>();
            var price = 100.0;
            for (var number = 0; number < BarCount; number++)
            {
                var close = Math.Round(price * (1 + 0.01 * (random.NextDouble() - 0.5)), 2);
                list.Add(Bar.Create(Start + Duration.FromMinutes(number), price, Math.Max(price, close) + 0.05, Math.Min(price, close) - 0.05, close, 1_000 * random.NextDouble()));
                price = close;
            }
            return BarColumns.FromBars(Interval.Minutes(1), list);
        }
    }
}
