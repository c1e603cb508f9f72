using Tidemark.Engine.Books;
using Tidemark.Engine.Events;
using Tidemark.Venues.Aggregation;

namespace Tidemark.Tests.Venues.Aggregation;

/// <summary>Books of several venues as one, and who drops out and comes back.</summary>
public class ConsolidatedBookTests
{
    private static readonly string[] Venues = ["alpha", "beta", "gamma"];
    private readonly ConsolidatedBook book = new(Venues, new AggregationOptions { MaximumAge = Duration.FromSeconds(5), MaximumDeviation = 0.01 });

    [Fact]
    public void Best_OfTwoVenuesAtOnePrice_NamesBoth()
    {
        book.TakeQuote(0, Quote(100, 1, 101, 2), At(1));
        book.TakeQuote(1, Quote(100, 0.5, 100.5, 3), At(1));
        Assert.Equal((100, 1.5), (book.BestBid.Price, book.BestBid.Quantity));
        Assert.Equal([new VenueShare("alpha", 1), new VenueShare("beta", 0.5)], book.BestBid.Shares);
        Assert.Equal("3 at 100.5 (beta 3)", book.BestAsk.ToString());
        Assert.False(book.IsCrossed);
        Assert.Equal(["alpha", "beta"], book.TakeChanges().Select(c => c.Venue));
    }

    [Fact]
    public void Venue_WithoutNewsForTooLong_DropsOutAndComesBack()
    {
        book.TakeQuote(0, Quote(100, 1, 101, 2), At(1));
        book.TakeQuote(1, Quote(99, 1, 102, 2), At(4));
        book.TakeChanges();
        book.Advance(At(6));
        Assert.Empty(book.TakeChanges());
        book.Advance(new Instant(At(6).Nanoseconds + 1));
        var gone = Assert.Single(book.TakeChanges());
        Assert.Equal(("alpha", VenueStanding.Stale, true), (gone.Venue, gone.After, gone.IsDropOut));
        Assert.Equal((99, 102), (book.BestBid.Price, book.BestAsk.Price));
        book.TakeQuote(0, Quote(100, 1, 101, 2), At(7));
        var back = Assert.Single(book.TakeChanges());
        Assert.Equal(("alpha", VenueStanding.Stale, true), (back.Venue, back.Before, back.IsReturn));
        Assert.Equal((100, 101), (book.BestBid.Price, book.BestAsk.Price));
    }

    [Fact]
    public void Venue_CrossedInItself_DropsOut_AndOneAcrossVenuesDoesNot()
    {
        book.TakeQuote(0, Quote(100, 1, 101, 2), At(1));
        book.TakeQuote(1, Quote(101.5, 1, 102, 2), At(1));
        Assert.True(book.IsCrossed);
        book.TakeChanges();
        book.TakeQuote(1, Quote(102, 1, 102, 2), At(2));
        Assert.Equal("its bid 102 is not below its ask 102", Assert.Single(book.TakeChanges()).Reason);
        Assert.Equal(VenueStanding.Crossed, book.StandingOf(1));
        Assert.False(book.IsCrossed);
    }

    [Fact]
    public void Venue_FarFromTheMedianOfThree_DropsOut_AndOfTwoDoesNot()
    {
        book.TakeQuote(0, Quote(100, 1, 101, 2), At(1));
        book.TakeQuote(1, Quote(120, 1, 121, 2), At(1));
        Assert.Equal(VenueStanding.Active, book.StandingOf(1));
        book.TakeQuote(2, Quote(100.5, 1, 101.5, 2), At(1));
        Assert.Equal(VenueStanding.Deviating, book.StandingOf(1));
        Assert.Equal(100.5, book.BestBid.Price);
    }

    [Fact]
    public void Venue_WhoseFeedIsLost_DropsOutUntilItIsHeard()
    {
        book.TakeQuote(0, Quote(100, 1, 101, 2), At(1));
        book.Lose(0, At(2));
        Assert.Equal(VenueStanding.Lost, book.StandingOf(0));
        Assert.True(double.IsNaN(book.BestBid.Price));
        Assert.Empty(book.BestAsk.Shares);
        book.TakeQuote(0, Quote(100, 1, 101, 2), At(3));
        Assert.Equal([VenueStanding.Active, VenueStanding.Lost, VenueStanding.Active], book.TakeChanges().Select(c => c.After));
    }

    [Fact]
    public void Book_OfAVenue_GivesItsLevels_AndAnInvalidOneIsLost()
    {
        var builder = new BookBuilder(new BookScale(0.5m, 0.1m));
        builder.Apply(new BookArrival(new InstrumentIndex(0), BookMessageKind.Snapshot, At(1), At(1), 1, [200, 199, 198, 202, 203], [10, 20, 30, 40, 50], 3));
        book.TakeBook(0, builder.Book, 2, At(1));
        book.TakeQuote(1, Quote(99.5, 5, 101, 1), At(1));
        Assert.Equal([(100.0, 1.0), (99.5, 7.0)], book.DepthOf(Side.Buy, 10).Select(l => (l.Price, l.Quantity)));
        Assert.Equal([(101.0, 5.0), (101.5, 5.0)], book.DepthOf(Side.Sell, 10).Select(l => (l.Price, l.Quantity)));
        builder.Apply(new BookArrival(new InstrumentIndex(0), BookMessageKind.Gap, At(2), At(2), 2, [], [], 0));
        book.TakeBook(0, builder.Book, 2, At(2));
        Assert.Equal(VenueStanding.Lost, book.StandingOf(0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Book_OfRandomNews_IsWhatANaiveOneMakesOfAllOfIt(int seed)
    {
        var random = new Random(seed);
        var told = new List<(int Venue, Quote? Quote, Instant At)>();
        var now = At(0);
        for (var step = 0; step < 3_000; step++)
        {
            now = new Instant(now.Nanoseconds + random.Next(2_500) * 1_000_000L);
            var venue = random.Next(Venues.Length);
            switch (random.Next(20))
            {
                case 0:
                    told.Add((venue, null, now));
                    book.Lose(venue, now);
                    break;
                case 1 or 2:
                    book.Advance(now);
                    break;
                default:
                    var mid = random.Next(15) == 0 ? 110 : 100;
                    var quote = Quote(mid + random.Next(-4, 5) * 0.25, random.Next(4), mid + 0.5 + random.Next(-3, 6) * 0.25, random.Next(4));
                    told.Add((venue, quote, now));
                    book.TakeQuote(venue, quote, now);
                    break;
            }
            AssertSame(told, now);
        }
        var standing = Venues.ToDictionary(v => v, _ => VenueStanding.Absent);
        foreach (var change in book.TakeChanges())
        {
            Assert.Equal(standing[change.Venue], change.Before);
            standing[change.Venue] = change.After;
        }
        for (var venue = 0; venue < Venues.Length; venue++) Assert.Equal(standing[Venues[venue]], book.StandingOf(venue));
    }

    /// <summary>The same from everything that was told, with nothing kept in between.</summary>
    private void AssertSame(List<(int Venue, Quote? Quote, Instant At)> told, Instant now)
    {
        var last = Enumerable.Range(0, Venues.Length).Select(venue => told.LastOrDefault(t => t.Venue == venue)).ToArray();
        var standings = last.Select((news, venue) => !told.Any(t => t.Venue == venue) ? VenueStanding.Absent
            : news.Quote is not { } quote ? VenueStanding.Lost
            : now - news.At > Duration.FromSeconds(5) ? VenueStanding.Stale
            : quote.BidQuantity > 0 && quote.AskQuantity > 0 && quote.Bid >= quote.Ask ? VenueStanding.Crossed : VenueStanding.Active).ToArray();
        var middles = Enumerable.Range(0, Venues.Length).Where(v => standings[v] == VenueStanding.Active && last[v].Quote!.Value is { BidQuantity: > 0, AskQuantity: > 0 })
            .ToDictionary(v => v, v => last[v].Quote!.Value.Mid);
        if (middles.Count == 3)
        {
            var median = middles.Values.Order().ElementAt(1);
            foreach (var (venue, mid) in middles) if (Math.Abs(mid / median - 1) > 0.01) standings[venue] = VenueStanding.Deviating;
        }
        Assert.Equal(standings, Enumerable.Range(0, Venues.Length).Select(book.StandingOf));
        var active = Enumerable.Range(0, Venues.Length).Where(v => standings[v] == VenueStanding.Active).Select(v => (Name: Venues[v], Quote: last[v].Quote!.Value)).ToList();
        var bids = active.Where(a => a.Quote.BidQuantity > 0).GroupBy(a => a.Quote.Bid).OrderByDescending(g => g.Key)
            .Select(g => new ConsolidatedLevel(g.Key, g.Sum(a => a.Quote.BidQuantity), [.. g.Select(a => new VenueShare(a.Name, a.Quote.BidQuantity))]));
        var asks = active.Where(a => a.Quote.AskQuantity > 0).GroupBy(a => a.Quote.Ask).OrderBy(g => g.Key)
            .Select(g => new ConsolidatedLevel(g.Key, g.Sum(a => a.Quote.AskQuantity), [.. g.Select(a => new VenueShare(a.Name, a.Quote.AskQuantity))]));
        Assert.Equal(bids, book.DepthOf(Side.Buy, 10));
        Assert.Equal(asks, book.DepthOf(Side.Sell, 10));
    }

    private static Instant At(int seconds) => Instant.FromUnixSeconds(1_700_000_000 + seconds);

    private static Quote Quote(double bid, double bidQuantity, double ask, double askQuantity) => new(At(0), bid, bidQuantity, ask, askQuantity);
}
