using System.Text;
using Tidemark.Storage.Homes;
using Tidemark.Storage.Runs;

namespace Tidemark.Tests.Storage.Runs;

public sealed class RunStoreTests : IDisposable
{
    private static readonly Instant Now = Instant.Parse("2024-01-31T09:30:12.123Z");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-runs-");
    private readonly RunStore store;
    private readonly HomeFolder home;

    public RunStoreTests()
    {
        home = new HomeFolder(Path.Combine(folder.FullName, "home"));
        store = new RunStore(home);
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void RunId_Moment_SortsByTimeAndIsValid()
    {
        var ids = Enumerable.Range(0, 3000).Select(i => RunId.Create(Instant.FromUnixMilliseconds(Now.UnixMilliseconds + i * 7), i * 17)).ToArray();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.True(RunId.IsValid(id)));
        Assert.StartsWith("240131-093012-", ids[0], StringComparison.Ordinal);
        Assert.All((string[])["", "240131-093012-7k", "240131_093012-7kq", "24013a-093012-7kq", "240131-093012-7ku"], text => Assert.False(RunId.IsValid(text)));
    }

    [Fact]
    public void Keep_ThenLoad_GivesTheDocumentBack()
    {
        var id = store.Keep(Now, (stream, id) => Write(stream, Document(id)));
        Assert.Equal([id], store.Ids());
        using var document = store.Load(id);
        Assert.Equal(id, document.RootElement.GetProperty("run").GetProperty("id").GetString());
        Assert.Empty(Directory.GetFiles(store.Folder, "*.part"));
    }

    [Fact]
    public void Keep_WriterThatFails_LeavesNothing()
    {
        Assert.Throws<IOException>(() => store.Keep(Now, (stream, _) =>
        {
            stream.Write(new byte[100_000]);
            throw new IOException("No space left on device");
        }));
        Assert.Empty(Directory.GetFiles(store.Folder));
    }

    [Fact]
    public void Keep_AfterAKill_RemovesWhatWasLeftHalfWritten_ButNotWhatIsBeingWritten()
    {
        Directory.CreateDirectory(store.Folder);
        var (abandoned, held, young) = (PartFile("abandoned"), PartFile("held"), PartFile("young"));
        foreach (var old in new[] { abandoned, held }) File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-1));
        using (new FileStream(held, FileMode.Open, FileAccess.Write, FileShare.None)) store.Keep(Now, (stream, id) => Write(stream, Document(id)));
        Assert.Equal([held, young], Directory.GetFiles(store.Folder, "*.part").Order(StringComparer.Ordinal));

        string PartFile(string name)
        {
            var path = Path.Combine(store.Folder, name + ".part");
            File.WriteAllText(path, "half");
            return path;
        }
    }

    [Fact]
    public void Keep_ManyAtTheSameMoment_LosesNone()
    {
        var ids = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.For(0, 24, new ParallelOptions { MaxDegreeOfParallelism = 6 }, _ => ids.Add(store.Keep(Now, (stream, id) => Write(stream, Document(id)))));
        Assert.Equal(24, ids.Distinct().Count());
        Assert.Equal(ids.Order(StringComparer.Ordinal), store.Ids());
    }

    [Fact]
    public void Load_CutOrForeignFile_NamesIt()
    {
        var id = store.Keep(Now, (stream, id) => Write(stream, Document(id)));
        var path = Path.Combine(store.Folder, id + ".json.gz");
        var whole = File.ReadAllBytes(path);
        foreach (var length in (int[])[0, 5, whole.Length / 2, whole.Length - 20])
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Contains(path, Assert.Throws<InvalidDataException>(() => store.Load(id)).Message, StringComparison.Ordinal);
        }
        File.WriteAllText(path, "text");
        Assert.Throws<InvalidDataException>(() => store.Load(id));
    }

    [Fact]
    public void Load_NewerDocument_IsRefused()
    {
        var id = store.Keep(Now, (stream, id) => Write(stream, Document(id).Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal)));
        Assert.Contains("has version 2", Assert.Throws<InvalidDataException>(() => store.Load(id)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_BeginningOrLast_FindsTheRun()
    {
        Assert.Contains("there are no kept runs", Assert.Throws<BadInputException>(() => store.Resolve("last")).Message, StringComparison.Ordinal);
        var first = store.Keep(Now, (stream, id) => Write(stream, Document(id)));
        var second = store.Keep(Now + Duration.FromDays(1), (stream, id) => Write(stream, Document(id)));
        Assert.Equal(second, store.Resolve("last"));
        Assert.Equal(first, store.Resolve("240131"));
        Assert.Equal(first, store.Resolve(first));
        Assert.Contains("is the beginning of 2 kept runs", Assert.Throws<BadInputException>(() => store.Resolve("24")).Message, StringComparison.Ordinal);
        Assert.Contains($"did you mean '{second}'", Assert.Throws<BadInputException>(() => store.Resolve(second + "x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Index_NewGoneAndDamagedDocuments_FollowsTheFolder()
    {
        var index = new RunIndex(home);
        Assert.Empty(index.List(out _));
        var first = store.Keep(Now, (stream, id) => Write(stream, Document(id)));
        var second = store.Keep(Now + Duration.FromSeconds(1), (stream, id) => Write(stream, Document(id, "null")));
        var listed = index.List(out var damaged);
        Assert.Empty(damaged);
        Assert.Equal([second, first], listed.Select(run => run.Id));
        Assert.Equal(new KeptRun(first, "2024-01-31T09:30:12Z", "ma-cross", "BTC/USDT@binance, ETH/USDT@binance", "1h", "2023-01-01T00:00:00Z", "2024-01-01T00:00:00Z",
            8760, 0.25, 1.5, -0.1, 12, "aa", "bb"), listed[1]);
        Assert.Null(listed[0].SharpeRatio);

        File.Delete(Path.Combine(store.Folder, first + ".json.gz"));
        var third = store.Keep(Now + Duration.FromSeconds(2), (stream, _) => stream.Write("{\"version\":1}"u8));
        Assert.Equal([second], index.List(out damaged).Select(run => run.Id));
        Assert.Contains(third, Assert.Single(damaged), StringComparison.Ordinal);
    }

    [Fact]
    public void Index_DatabaseThatIsDamaged_StillLists()
    {
        var id = store.Keep(Now, (stream, id) => Write(stream, Document(id)));
        File.WriteAllText(home.DatabaseFile, new string('x', 5000));
        Assert.Equal([id], new RunIndex(home).List(out var damaged).Select(run => run.Id));
        Assert.Contains("not usable", Assert.Single(damaged), StringComparison.Ordinal);
    }

    [Fact]
    public void Index_SeveralReadersAtOnce_TakeInEachRunOnce()
    {
        for (var i = 0; i < 10; i++) store.Keep(Now + Duration.FromSeconds(i), (stream, id) => Write(stream, Document(id)));
        Parallel.For(0, 6, new ParallelOptions { MaxDegreeOfParallelism = 6 }, _ => Assert.Equal(10, new RunIndex(home).List(out var _).Count));
    }

    [Fact]
    public void Load_CommittedSampleOfVersion1_IsUnderstood()
    {
        Directory.CreateDirectory(store.Folder);
        const string id = "240131-093012-7kq";
        File.Copy(Path.Combine(SharedFolders.RepositoryRoot, "tests", "Tidemark.Tests", "Storage", "Runs", "Samples", id + ".v1.json.gz"), Path.Combine(store.Folder, id + ".json.gz"));
        using var document = store.Load(id);
        Assert.Contains("strategy", document.RootElement.GetProperty("summary").GetString()!, StringComparison.Ordinal);
        Assert.Equal("ma-cross", Assert.Single(new RunIndex(home).List(out _)).Strategy);
    }

    private static string Document(string id, string sharpe = "1.5") =>
        $$"""
        {"version":1,"keptAt":"2024-01-31T09:30:12Z","summary":"text",
         "run":{"id":"{{id}}","strategy":"ma-cross","instruments":["BTC/USDT@binance","ETH/USDT@binance"],"interval":"1h",
                "from":"2023-01-01T00:00:00Z","to":"2024-01-01T00:00:00Z","bars":8760,"runHash":"aa","dataHash":"bb"},
         "statistics":{"totalReturn":0.25,"sharpeRatio":{{sharpe}},"maxDrawdown":-0.1,"roundTrips":12} }
        """;

    private static void Write(Stream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));
}
