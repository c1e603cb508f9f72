using System.Collections.Immutable;
using System.Globalization;
using Tidemark.Engine.Books;

namespace Tidemark.Venues.Aggregation;

/// <summary>
/// One instrument's books at several venues as one: best bid and ask and depth, each price with the venues that have it. A venue that is
/// stale, crossed in itself, lost or far from all others drops out, which is told once, and comes back by itself, which is told too.
/// Deterministic: it knows no time but the one given, which never goes back, and venues count in the order given.
/// </summary>
/// <remarks>
/// Bids of one venue above asks of another are left: between venues that happens, and fees, transfers and the quote currency are the
/// reasons. <see cref="IsCrossed"/> says so.
/// </remarks>
public sealed class ConsolidatedBook
{
    private readonly VenueBook[] books;
    private readonly AggregationOptions options;
    private readonly List<StandingChange> changes = [];
    private readonly double[] mids;

    /// <param name="venues">Their names, each once.</param>
    /// <param name="options">When one counts.</param>
    public ConsolidatedBook(IReadOnlyList<string> venues, AggregationOptions options)
    {
        options.Validate();
        if (venues.Distinct().Count() != venues.Count) throw new ArgumentException("each venue is named once");
        this.options = options;
        books = [.. venues.Select(name => new VenueBook(name))];
        mids = new double[books.Length];
    }

    /// <summary>The time last given.</summary>
    public Instant Now { get; private set; } = Instant.MinValue;

    /// <summary>The best bid of the venues that count, with all who bid it.</summary>
    public ConsolidatedLevel BestBid => BestOf(Side.Buy);

    /// <summary>The best ask of the venues that count, with all who ask it.</summary>
    public ConsolidatedLevel BestAsk => BestOf(Side.Sell);

    /// <summary>Whether a bid at one venue is not below an ask at another.</summary>
    public bool IsCrossed => BestBid.Price >= BestAsk.Price;

    public VenueStanding StandingOf(int venue) => books[venue].Standing;

    /// <summary>Takes the best bid and ask of a venue; a side with quantity 0 is empty.</summary>
    public void TakeQuote(int venue, in Quote quote, Instant at)
    {
        var book = books[venue];
        book.Bids.Clear();
        book.Asks.Clear();
        if (quote.BidQuantity > 0) book.Bids.Add(new BookLevel(quote.Bid, quote.BidQuantity));
        if (quote.AskQuantity > 0) book.Asks.Add(new BookLevel(quote.Ask, quote.AskQuantity));
        Heard(book, at);
    }

    /// <summary>Takes the best levels of a venue's book; one that cannot be trusted counts as lost.</summary>
    /// <param name="venue">Its place in the list.</param>
    /// <param name="source">Its book.</param>
    /// <param name="levels">So many of each side.</param>
    /// <param name="at">When it was so for us.</param>
    public void TakeBook(int venue, OrderBook source, int levels, Instant at)
    {
        if (!source.IsValid)
        {
            Lose(venue, at);
            return;
        }
        var book = books[venue];
        book.Bids.Clear();
        book.Asks.Clear();
        for (var rank = 0; rank < Math.Min(levels, source.BidCount); rank++) book.Bids.Add(source.Bid(rank));
        for (var rank = 0; rank < Math.Min(levels, source.AskCount); rank++) book.Asks.Add(source.Ask(rank));
        Heard(book, at);
    }

    /// <summary>A venue's feed is broken until it is heard again.</summary>
    public void Lose(int venue, Instant at)
    {
        books[venue].IsLost = true;
        Advance(at);
    }

    /// <summary>Time has gone on.</summary>
    public void Advance(Instant now)
    {
        Now = Instant.Max(Now, now);
        Judge();
    }

    /// <summary>What dropped out and came back since the last call.</summary>
    public IReadOnlyList<StandingChange> TakeChanges()
    {
        if (changes.Count == 0) return [];
        StandingChange[] taken = [.. changes];
        changes.Clear();
        return taken;
    }

    /// <summary>The best prices of a side, best first.</summary>
    public IReadOnlyList<ConsolidatedLevel> DepthOf(Side side, int levels)
    {
        var all = new List<(double Price, double Quantity, int Venue)>();
        for (var venue = 0; venue < books.Length; venue++)
            if (books[venue].Standing == VenueStanding.Active) all.AddRange(books[venue].SideOf(side).Select(level => (level.Price, level.Quantity, venue)));
        all.Sort((one, other) => one.Price != other.Price ? (side == Side.Buy ? other.Price.CompareTo(one.Price) : one.Price.CompareTo(other.Price)) : one.Venue.CompareTo(other.Venue));
        var depth = new List<ConsolidatedLevel>();
        for (var from = 0; from < all.Count && depth.Count < levels;)
        {
            var to = from;
            var quantity = 0.0;
            var shares = ImmutableArray.CreateBuilder<VenueShare>();
            for (; to < all.Count && all[to].Price == all[from].Price; to++)
            {
                quantity += all[to].Quantity;
                shares.Add(new VenueShare(books[all[to].Venue].Name, all[to].Quantity));
            }
            depth.Add(new ConsolidatedLevel(all[from].Price, quantity, shares.ToImmutable()));
            from = to;
        }
        return depth;
    }

    private ConsolidatedLevel BestOf(Side side) => DepthOf(side, 1) is [var best, ..] ? best : ConsolidatedLevel.None;

    private void Heard(VenueBook book, Instant at)
    {
        book.IsLost = false;
        book.HeardAt = Instant.Max(Now, at);
        Advance(at);
    }

    private void Judge()
    {
        var count = 0;
        foreach (var book in books)
        {
            (book.Next, book.Reason) = OwnStanding(book);
            if (book.Next == VenueStanding.Active && book.HasBothSides) mids[count++] = book.Mid;
        }
        if (count >= 3) JudgeDeviation(OutlierRule.MedianOf(mids.AsSpan(0, count)));
        foreach (var book in books)
        {
            if (book.Next == book.Standing) continue;
            changes.Add(new StandingChange(book.Name, book.Standing, book.Next, Now, book.Reason));
            book.Standing = book.Next;
        }
    }

    private (VenueStanding Standing, string Reason) OwnStanding(VenueBook book)
    {
        if (book.IsLost) return (VenueStanding.Lost, "its feed is broken");
        if (book.HeardAt is not { } heard) return (VenueStanding.Absent, "nothing has come");
        if (Now - heard > options.MaximumAge) return (VenueStanding.Stale, $"nothing has come since {heard}");
        if (book.HasBothSides && book.Bids[0].Price >= book.Asks[0].Price)
            return (VenueStanding.Crossed, string.Create(CultureInfo.InvariantCulture, $"its bid {book.Bids[0].Price} is not below its ask {book.Asks[0].Price}"));
        return (VenueStanding.Active, "it is whole");
    }

    private void JudgeDeviation(double median)
    {
        foreach (var book in books)
        {
            if (book.Next != VenueStanding.Active || !book.HasBothSides) continue;
            var deviation = Math.Abs(book.Mid / median - 1);
            if (deviation <= options.MaximumDeviation) continue;
            (book.Next, book.Reason) = (VenueStanding.Deviating, string.Create(CultureInfo.InvariantCulture, $"its middle {book.Mid} is {deviation * 100:0.##} % from the median {median}"));
        }
    }

    private sealed class VenueBook(string name)
    {
        public string Name => name;

        public List<BookLevel> Bids { get; } = [];

        public List<BookLevel> Asks { get; } = [];

        public Instant? HeardAt { get; set; }

        public bool IsLost { get; set; }

        public VenueStanding Standing { get; set; }

        public VenueStanding Next { get; set; }

        public string Reason { get; set; } = "";

        public bool HasBothSides => Bids.Count > 0 && Asks.Count > 0;

        public double Mid => 0.5 * (Bids[0].Price + Asks[0].Price);

        public List<BookLevel> SideOf(Side side) => side == Side.Buy ? Bids : Asks;
    }
}
