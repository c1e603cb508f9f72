using System.Text.Json;
using Tidemark.Integration.Tests.Harness;

namespace Tidemark.Integration.Tests.Data;

public sealed class CatalogProcessTests : IDisposable
{
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void TwoProcesses_WritingAtOnce_BothSucceed()
    {
        var writers = Enumerable.Range(1, 3).Select(seed => home.Start("data", "generate", "--instrument", $"A{seed}/USDT", "--seed", $"{seed}", "--bars", "20000")).ToList();
        foreach (var writer in writers) writer.Finish().Succeeded();
        Assert.Equal(3, Series().Count);
        home.Run("data", "check").Succeeded();
    }

    [Fact]
    public void AProcess_KilledWhileItWrites_LeavesTheCatalogAsItWas()
    {
        home.Run("data", "generate", "--bars", "2000").Succeeded();
        var before = SeriesFiles();
        var staging = System.IO.Path.Combine(home.Path, "catalog/.staging");
        var writer = home.Start("data", "generate", "--bars", "2000000", "--overwrite");
        SpinWait.SpinUntil(() => writer.HasExited || (Directory.Exists(staging) && Directory.EnumerateFiles(staging).Any()), TimeSpan.FromSeconds(60));
        Assert.False(writer.HasExited, "the writer ended before it could be killed");
        writer.Kill();

        Assert.Equal(before, SeriesFiles());
        home.Run("data", "check").Succeeded();
        home.Run("data", "generate", "--bars", "3000", "--overwrite").Succeeded();
        Assert.Equal(3000, Series().Single().GetProperty("rows").GetInt64());
        Assert.False(Directory.Exists(staging));
    }

    private List<JsonElement> Series() => [.. home.Run("data", "list", "--json", "-").Succeeded().Json.GetProperty("series").EnumerateArray()];

    private List<string> SeriesFiles() =>
        [.. Directory.EnumerateFiles(System.IO.Path.Combine(home.Path, "catalog/series"), "*", SearchOption.AllDirectories)
            .Select(path => $"{path} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))}")];
}
