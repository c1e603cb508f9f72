using Tidemark.Tests.Simulation.Books;

namespace Tidemark.Tests.Strategies.MarketMaking;

/// <summary>Quotes to the tick from given aversion and decay, and a variance that can be told by looking.</summary>
public sealed class AvellanedaStoikovTests
{
    private static readonly string[] Eager = ["requote-bps=0", "min-interval-ms=0", "max-spread-bps=1000", "max-loss=0"];

    /// <summary>
    /// Kappa 0.1 and aversion 0.1: 10 ln 2 = 6.931 either side. The middle goes up and down by a tick a second, so a variance of 1; with 10 seconds left
    /// at the tenth second of a session of 20 the risk is 0.1 x 1 x 10 = 1 a quote: 6.931 + 0.5 = 7.431 from the middle of 10,000.
    /// </summary>
    [Fact]
    public void AvellanedaStoikov_InASession_QuotesWhenItKnowsTheVariance()
    {
        var book = Wide();
        for (var second = 1; second <= 10; second++) book.Snapshot(second * 1_000, [(9_990 + second % 2, 30)], [(10_010 + second % 2, 30)]);
        Assert.Equal(["Buy 1 at 9992", "Sell 1 at 10008"], One(book).Run("avellaneda-stoikov", [.. Eager, "kappa=0.1", "risk-aversion=0.1", "session-seconds=20"]));
    }

    /// <summary>6.931 either side and, with a limit of 5, 10 ln(36/35) = 0.282. With one bought the room is 35: 10 ln(35/32) = 0.896 for the bid, 10 ln(35/36) = -0.282 for the ask.</summary>
    [Fact]
    public void AvellanedaStoikov_WithoutAnEnd_NeedsNoVariance() =>
        Assert.Equal(["Buy 1 at 9992", "Sell 1 at 10008", "Buy 1 at 9992", "Sell to 10007"],
            One(Wide().Trade(10, Side.Sell, 9_992, 1).Bid(500, (9_000, 1))).Run("avellaneda-stoikov", [.. Eager, "horizon=infinite", "kappa=0.1", "risk-aversion=0.1"]));

    private static BookScenario Wide() => new BookScenario().Snapshot(0, [(9_990, 30)], [(10_010, 30)]);

    private static MakerScenario One(BookScenario book) => new MakerScenario().With("BTC/USDT@test", book);
}
