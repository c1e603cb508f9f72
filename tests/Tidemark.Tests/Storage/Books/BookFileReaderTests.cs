using Tidemark.Storage.Books;

namespace Tidemark.Tests.Storage.Books;

public sealed class BookFileReaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tidemark-books").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Spot_UpdateBeforeTheSnapshot_JoinsItWhenItIsNewer()
    {
        var recording = Read(Spot(90, 95, "100.1", "1"), Spot(96, 105, "100.2", "2"), Snapshot(100, "100.0", "5"), Spot(106, 107, "100.0", "0"));
        Assert.Equal((1, 2, 1, 0), (recording.Report.Snapshots, recording.Report.Updates, recording.Report.Stale, recording.Report.GapCount));
        var book = BookReplay.At(recording.Columns, Instant.MaxValue).Book;
        Assert.Equal((107, 1, 100.2), (book.UpdateId, book.BidCount, book.BestBid.Price));
    }

    [Theory]
    [InlineData(106, 110, 0, 0)]
    [InlineData(104, 110, 0, 0)]
    [InlineData(107, 110, 1, 0)]
    [InlineData(95, 99, 0, 1)]
    public void Spot_NextUpdate_FollowsOverlapsLeavesAGapOrIsStale(long first, long last, long gaps, long stale)
    {
        var recording = Read(Snapshot(100, "100.0", "5"), Spot(99, 105, "100.1", "1"), Spot(first, last, "100.2", "1"));
        Assert.Equal((gaps, stale), (recording.Report.GapCount, recording.Report.Stale));
        Assert.Equal(gaps == 0, BookReplay.At(recording.Columns, Instant.MaxValue).Book.IsValid);
    }

    [Fact]
    public void Spot_AfterAGap_IsUnknownUntilTheNextSnapshot_AndTheLineIsNamed()
    {
        var recording = Read(Snapshot(100, "100.0", "5"), Spot(99, 105, "100.1", "1"), Spot(110, 111, "100.2", "1"), Spot(112, 115, "100.3", "1"), Snapshot(113, "99.0", "4"), Spot(116, 118, "99.1", "2"));
        var gap = Assert.Single(recording.Report.Gaps);
        Assert.Equal(3, gap.Line);
        Assert.Equal("the update begins with 110 after 105", gap.Text);
        var book = BookReplay.At(recording.Columns, Instant.MaxValue).Book;
        Assert.True(book.IsValid);
        // The update that holds 113 waited for the snapshot; the one before it is in it.
        Assert.Equal((118, 3, 1), (book.UpdateId, book.BidCount, recording.Report.Stale));
    }

    [Theory]
    [InlineData(100, 101, 100, 0)]
    [InlineData(98, 101, 97, 0)]
    [InlineData(150, 160, 100, 0)]
    [InlineData(102, 105, 101, 1)]
    public void Futures_FirstUpdate_HoldsTheSnapshotsNumberOrNamesIt(long first, long last, long previous, long gaps)
    {
        var recording = Read(Snapshot(100, "100.0", "5"), Future(first, last, previous, "100.1", "1"));
        Assert.Equal(gaps, recording.Report.GapCount);
    }

    [Theory]
    [InlineData(101, 0, 0)]
    [InlineData(102, 1, 0)]
    public void Futures_NextUpdate_NamesTheOneBefore(long previous, long gaps, long stale)
    {
        var recording = Read(Snapshot(100, "100.0", "5"), Future(99, 101, 98, "100.1", "1"), Future(140, 150, previous, "100.2", "1"));
        Assert.Equal((gaps, stale), (recording.Report.GapCount, recording.Report.Stale));
    }

    [Fact]
    public void Recording_WithoutASnapshot_IsPartial()
    {
        var recording = Read(Spot(90, 95, "100.1", "1"), Spot(96, 99, "100.2", "1"));
        Assert.True(recording.Report.IsPartial);
        var book = BookReplay.At(recording.Columns, Instant.MaxValue).Book;
        Assert.Equal((true, false, 2), (book.IsPartial, book.IsValid, book.BidCount));
    }

    [Fact]
    public void LocalClock_BehindTheVenues_IsMovedOnUntilNothingIsTooFast()
    {
        // Received 5 ms and 3 ms before it happened: the clock is 3 + 1 + 2 ms behind.
        var recording = Read(Snapshot(100, "100.0", "5", local: 990_000_000), Spot(99, 105, "100.1", "1", local: 995_000_000, sent: 1_000), Spot(106, 107, "100.1", "2", local: 1_017_000_000, sent: 1_020));
        Assert.Equal(Duration.FromMilliseconds(6), recording.Report.ClockShift);
        Assert.Equal((Duration.FromMilliseconds(1), Duration.FromMilliseconds(3)), (recording.Report.Latency!.Value.Smallest, recording.Report.Latency.Value.Largest));
        foreach (var (received, happened) in recording.Columns.ReceivedTimes.ToArray().Zip(recording.Columns.EventTimes.ToArray())) Assert.True(received > happened);
    }

    [Fact]
    public void Times_NeverGoBack_WhateverTheStreamsSay()
    {
        var recording = Read(Snapshot(100, "100.0", "5"), Spot(99, 105, "100.1", "1", local: 50_000_000, sent: 40), Trade(1, "100.1", "1", local: 51_000_000, happened: 30), Spot(106, 107, "100.1", "2", local: 52_000_000, sent: 39));
        var order = recording.Columns.VenueOrder.ToArray();
        Assert.Equal([0, 2, 1, 3], order);
        var times = order.Select(number => recording.Columns.EventTimes.Span[(int)number]).ToArray();
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public void Grid_IsThatOfTheFinestNumber_AndOfTheContract()
    {
        var recording = Read(new BookReadOptions { ContractSize = 100m }, Snapshot(100, "100.0", "5"), Spot(99, 105, "100.25", "1.5"));
        Assert.Equal(new BookScale(0.01m, 10m), recording.Columns.Scale);
        Assert.Equal(150.0, BookReplay.At(recording.Columns, Instant.MaxValue).Book.BestBid.Quantity);
    }

    [Theory]
    [InlineData("abc {}", "line 2: the line does not begin with a time in nanoseconds and a space")]
    [InlineData("5 {\"U\":1,\"u\":2,\"b\":[[\"1,5\",\"2\"]],\"a\":[]}", "line 2: '1,5' is not a plain decimal number of at most 18 digits")]
    [InlineData("5 {\"U\":1,\"u\":2,\"b\":[\"1\"],\"a\":[]}", "line 2: a level is not a pair of price and quantity")]
    [InlineData("5 {\"U\":1,\"u\":", "line 2: the JSON cannot be read")]
    public void Line_ThatCannotBeRead_IsNamedWithItsReason(string line, string message)
    {
        var failure = Assert.Throws<BadInputException>(() => Read(Snapshot(100, "100.0", "5"), line));
        Assert.Contains($"book.jsonl, {message}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherStreams_ArePassedOverAndCounted() =>
        Assert.Equal(1, Read(Snapshot(100, "100.0", "5"), "7 {\"stream\":\"x@markPrice\",\"data\":{\"e\":\"markPriceUpdate\",\"E\":1,\"s\":\"X\",\"p\":\"1\",\"i\":\"2\",\"r\":\"0\",\"T\":3}}").Report.SkippedLines);

    private BookRecording Read(params string[] lines) => Read(new BookReadOptions(), lines);

    private BookRecording Read(BookReadOptions options, params string[] lines)
    {
        var path = Path.Combine(folder, "book.jsonl");
        File.WriteAllLines(path, lines);
        return BookFileReader.Read(path, options);
    }

    private static string Snapshot(long id, string bid, string quantity, long local = 10_000_000) =>
        FormattableString.Invariant($"{local} {{\"lastUpdateId\":{id},\"bids\":[[\"{bid}\",\"{quantity}\"]],\"asks\":[[\"200.0\",\"1\"]]}}");

    private static string Spot(long first, long last, string bid, string quantity, long local = 20_000_000, long sent = 10) =>
        FormattableString.Invariant($"{local} {{\"stream\":\"x@depth\",\"data\":{{\"e\":\"depthUpdate\",\"E\":{sent},\"s\":\"X\",\"U\":{first},\"u\":{last},\"b\":[[\"{bid}\",\"{quantity}\"]],\"a\":[]}}}}");

    private static string Future(long first, long last, long previous, string bid, string quantity) =>
        FormattableString.Invariant($"20000000 {{\"stream\":\"x@depth\",\"data\":{{\"e\":\"depthUpdate\",\"E\":12,\"T\":10,\"s\":\"X\",\"U\":{first},\"u\":{last},\"pu\":{previous},\"b\":[[\"{bid}\",\"{quantity}\"]],\"a\":[]}}}}");

    private static string Trade(long id, string price, string quantity, long local, long happened) =>
        FormattableString.Invariant($"{local} {{\"stream\":\"x@trade\",\"data\":{{\"e\":\"trade\",\"E\":{happened},\"s\":\"X\",\"t\":{id},\"p\":\"{price}\",\"q\":\"{quantity}\",\"T\":{happened},\"m\":true,\"M\":true}}}}");
}
