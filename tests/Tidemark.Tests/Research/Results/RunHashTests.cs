using System.Text.Json;
using System.Text.RegularExpressions;
using Tidemark.Engine.Portfolios;
using Tidemark.Research.Results;

namespace Tidemark.Tests.Research.Results;

public sealed class RunHashTests
{
    [Fact]
    public void Compute_ExampleOfTheDocumentation_GivesItsHash()
    {
        var page = File.ReadAllText(Path.Combine(SharedFolders.RepositoryRoot, "docs", "run-hash.md"));
        using var example = JsonDocument.Parse(Regex.Match(page, "```json\n(.*?)```", RegexOptions.Singleline).Groups[1].Value);
        var fills = example.RootElement.GetProperty("fills").EnumerateArray().Select(FillOf).ToArray();
        var points = example.RootElement.GetProperty("equity").EnumerateArray().ToArray();
        var equity = new EquityCurve(
            points.Select(point => Instant.Parse(point.GetProperty("time").GetString()).Nanoseconds).ToArray(),
            points.Select(point => point.GetProperty("equity").GetDouble()).ToArray());
        var documented = Regex.Match(page, "`([0-9a-f]{64})`").Groups[1].Value;
        Assert.Equal(documented, RunHash.Compute(fills, [Samples.Bitcoin], equity));
    }

    [Fact]
    public void Compute_ManyFills_IsNotLimitedByItsBuffer()
    {
        var equity = Samples.Equity("1h", 1000, 1001);
        var fills = Enumerable.Range(0, 5000).Select(hour => Samples.Fill(hour, Side.Buy, 0.1234567890123456789012345678m, 79228162514264337593543950335m, -0.0000000000000000000000000001m)).ToArray();
        var whole = RunHash.Compute(fills, [Samples.Bitcoin], equity);
        Assert.Equal(whole, RunHash.Compute([.. fills], [Samples.Bitcoin], equity));
        Assert.NotEqual(whole, RunHash.Compute(fills[..^1], [Samples.Bitcoin], equity));
    }

    [Fact]
    public void Compute_AnyDifference_ChangesTheHash()
    {
        var equity = Samples.Equity("1h", 1000, 1001);
        Fill[] fills = [Samples.Fill(1, Side.Buy, 0.5m, 100m, 0.1m)];
        string[] hashes =
        [
            RunHash.Compute(fills, [Samples.Bitcoin], equity),
            RunHash.Compute([], [Samples.Bitcoin], equity),
            RunHash.Compute(fills, [Samples.Ether], equity),
            RunHash.Compute(fills, [Samples.Bitcoin], Samples.Equity("1h", 1000, Math.BitIncrement(1001))),
            RunHash.Compute(fills, [Samples.Bitcoin], Samples.Equity("2h", 1000, 1001)),
            RunHash.Compute([fills[0] with { Side = Side.Sell }], [Samples.Bitcoin], equity),
            RunHash.Compute([fills[0] with { Fee = 0.2m }], [Samples.Bitcoin], equity),
            RunHash.Compute([fills[0] with { FeeAsset = "BTC" }], [Samples.Bitcoin], equity),
            RunHash.Compute([fills[0] with { Time = fills[0].Time + new Duration(1) }], [Samples.Bitcoin], equity),
        ];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.Equal(hashes[0], RunHash.Compute([fills[0] with { Fee = 0.100m, Tag = "other", TradeId = new TradeId("other") }], [Samples.Bitcoin], equity));
    }

    private static Fill FillOf(JsonElement fill) => Samples.Fill(0, fill.GetProperty("side").GetString() == "buy" ? Side.Buy : Side.Sell,
        fill.GetProperty("quantity").GetDecimal(), fill.GetProperty("price").GetDecimal(), fill.GetProperty("fee").GetDecimal(), fill.GetProperty("feeAsset").GetString()!)
        with
    { Time = Instant.Parse(fill.GetProperty("time").GetString()) };
}
