using Tidemark.Cli.Commands.Bench.Faults;

namespace Tidemark.Integration.Tests.Venues;

/// <summary>Ten minutes with every fault, ten times as fast as in life.</summary>
public sealed class FaultDrillTests
{
    private const double Speed = 10;

    /// <summary>Of all kinds; the seldom ones depend on whether an order was there just then.</summary>
    private const int MostKinds = 17;

    [Fact]
    public async Task Binance_ThroughEveryFault_StaysTrue()
    {
        var report = await FaultDrill.RunAsync(FaultsBenchmark.OptionsOf(Duration.FromMinutes(10), 1, new ScaledTime(Speed)), TestContext.Current.CancellationToken);

        Assert.True(report.Violations.Count == 0, string.Join('\n', report.Violations.Take(20)));
        // A drill in which nothing happened shows nothing.
        Assert.True(report.FaultsDone.Count >= MostKinds, $"only {string.Join(", ", report.FaultsDone.Keys)} struck");
        Assert.True(report.Trader is { FillCount: > 20, Errors.Count: > 5 });
        Assert.All(report.Recorder.Books, book => Assert.True(book.Compared > 20, $"{book.Instrument}: {book.Compared} comparisons"));
    }
}
