using System.Security.Cryptography;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Sessions;
using Tidemark.Node.Sessions;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;
using Tidemark.Storage.Journal;
using Tidemark.Strategies;

namespace Tidemark.Integration.Tests.Node;

/// <summary>Folders, definitions and runs of paper sessions; in memory where the system offers that, for flushes cost nothing there.</summary>
internal sealed class TestSessions : IDisposable
{
    private const string MemoryFolder = "/dev/shm";
    private readonly string root = Directory.Exists(MemoryFolder)
        ? Directory.CreateDirectory(Path.Combine(MemoryFolder, $"tidemark-session-{Guid.NewGuid():n}")).FullName
        : Directory.CreateTempSubdirectory("tidemark-session-").FullName;

    /// <summary>For replays of sessions, whose journals hold their bars themselves.</summary>
    public static BarColumns NoBars(BarSpec spec, MarketRangeRecord range) => throw new InvalidOperationException($"nobody should ask for bars of {spec}");

    public static SessionStartedRecord Definition(string strategy = "ma-cross", params (string Name, string Value)[] parameters)
    {
        if (parameters.Length == 0) parameters = [("fast", "3"), ("slow", "8")];
        return Definition(strategy, parameters, new VenueOptions(new WorstCaseFillModel(), SlippageModels.Default, FeePresets.Flat(10)));
    }

    /// <summary>Several strategies on one account, and any models.</summary>
    public static SessionStartedRecord Definition(string strategies, IEnumerable<(string Name, string Value)> parameters, VenueOptions venue)
    {
        var fees = venue.Fees;
        var set = StrategySet.Create(strategies, [.. parameters.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))]);
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
            Strategies = [.. set.Select(StrategyCatalog.Describe)],
            Settings = [.. VenueSettings.Describe(venue)],
            Seed = 5,
            Build = "test",
        };
    }

    /// <summary>Runs a session until its market has no more bars, stops it and returns its last snapshot.</summary>
    public static async Task<SessionSnapshot> RunToEnd(PaperSession session, Instant end)
    {
        using (session)
        {
            using var stop = new CancellationTokenSource();
            var run = session.RunAsync(stop.Token);
            var snapshot = session.Current;
            while (snapshot.Instruments[0].LastBarAt is not { } last || last < end)
            {
                if (run.IsCompleted) await run;
                snapshot = await session.WaitForNewerAsync(snapshot.Version, stop.Token);
            }
            await stop.CancelAsync();
            await run;
            return session.Current;
        }
    }

    /// <summary>Every record but what the session says of itself.</summary>
    public static List<string> Records(JournalFolder folder)
    {
        var records = new List<string>();
        using var reader = new JournalReader(folder);
        while (reader.Read())
            if (reader.Header.Origin != RecordOrigin.Session)
                records.Add($"{reader.Header.Kind} {reader.Header.ReceivedAt} {Convert.ToHexString(SHA256.HashData(reader.Payload))}");
        Assert.Equal(JournalEndingKind.Complete, reader.Ending!.Kind);
        return records;
    }

    /// <summary>The records of one session behind the definition of another, as a journal that is sound by itself.</summary>
    public static JournalFolder Forge(JournalFolder original, JournalFolder forged, SessionStartedRecord other)
    {
        using var writer = JournalWriter.Create(forged, other.Setup.JournalId);
        var payload = new PayloadWriter();
        writer.Append(SessionRecords.Encode(other, other.Setup.TradingStart, payload), payload.Written);
        using var reader = new JournalReader(original);
        reader.Read();
        while (reader.Read()) writer.Append(reader.Header, reader.Payload);
        writer.Flush();
        return forged;
    }

    public static string Segment(JournalFolder folder) => Directory.GetFiles(folder.Path, "*.journal").Single();

    public JournalFolder Folder(string name) => new(Path.Combine(root, name));

    /// <summary>A journal of which only the first bytes got to the disk before the machine died; its anchor is older still.</summary>
    public JournalFolder Cut(ReadOnlySpan<byte> segment, string name)
    {
        var folder = Folder(name);
        Directory.CreateDirectory(folder.Path);
        File.WriteAllBytes(Path.Combine(folder.Path, "000001.journal"), segment);
        return folder;
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
