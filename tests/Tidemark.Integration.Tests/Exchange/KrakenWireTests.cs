using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Tidemark.Exchange.Kraken.Access;
using Tidemark.Exchange.Kraken.Wire;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>Signature, checksum and ids of the Kraken dialect, against the venue's documentation and its own recorded messages.</summary>
public sealed class KrakenWireTests
{
    /// <summary>The example of the venue's documentation.</summary>
    [Fact]
    public void Signature_ExampleOfTheDocumentation_IsTheSame()
    {
        const string Secret = "kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==";
        const string Body = "nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25";
        const string Expected = "4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==";
        Assert.Equal(Expected, RequestSignature.Of("/0/private/AddOrder", "1616492376594", Body, Secret));
        Assert.True(RequestSignature.IsValid("/0/private/AddOrder", "1616492376594", Body, Secret, Expected));
        Assert.False(RequestSignature.IsValid("/0/private/AddOrder", "1616492376595", Body, Secret, Expected));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 2)]
    [InlineData(9, 123_456_789_012)]
    public void TransactionId_ReadBack_IsTheSame(int market, long number)
    {
        var id = TransactionId.OfOrder(market, number);
        Assert.Matches("^O[A-Z2-7]{5}-[A-Z2-7]{5}-[A-Z2-7]{6}$", id);
        Assert.True(TransactionId.TryReadOrder(id, out var readMarket, out var readNumber));
        Assert.Equal((market, number), (readMarket, readNumber));
        Assert.False(TransactionId.TryReadTrade(id, out _, out _, out _));
        Assert.False(TransactionId.TryReadOrder(id[..^1] + (id[^1] == 'A' ? 'B' : 'A'), out _, out _));
        Assert.True(TransactionId.TryReadTrade(TransactionId.OfTrade(market, number, isMaker: true), out readMarket, out readNumber, out var isMaker));
        Assert.Equal((market, number, true), (readMarket, readNumber, isMaker));
    }

    [Fact]
    public void Checksum_OfRecordedBooks_IsTheVenues()
    {
        var file = SharedData.Require("fixtures/cryptofeed/KRAKEN.ws.50.0.gz");
        var books = new Dictionary<string, (SortedDictionary<decimal, (string, string)> Asks, SortedDictionary<decimal, (string, string)> Bids)>();
        var compared = 0;
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            var at = line.IndexOf(": [", StringComparison.Ordinal);
            if (at < 0) continue;
            using var document = JsonDocument.Parse(line[(at + 2)..]);
            var parts = document.RootElement.EnumerateArray().ToList();
            var pair = parts[^1].GetString()!;
            if (!books.TryGetValue(pair, out var book)) books.Add(pair, book = ([], new(Comparer<decimal>.Create((left, right) => right.CompareTo(left)))));
            string? checksum = null;
            foreach (var part in parts.Skip(1).Where(part => part.ValueKind == JsonValueKind.Object))
                foreach (var property in part.EnumerateObject())
                {
                    if (property.Name == "c") checksum = property.Value.GetString();
                    else Apply(property.Name[0] == 'a' ? book.Asks : book.Bids, property.Value);
                }
            foreach (var side in (SortedDictionary<decimal, (string, string)>[])[book.Asks, book.Bids])
                while (side.Count > 1000) side.Remove(side.Keys.Last());
            if (checksum is null) continue;
            Assert.Equal(checksum, BookChecksum.Of(book.Asks.Values, book.Bids.Values).ToString(CultureInfo.InvariantCulture));
            compared++;
        }
        Assert.True(compared > 3_000, $"only {compared} checksums");
    }

    private static void Apply(SortedDictionary<decimal, (string, string)> side, JsonElement levels)
    {
        foreach (var level in levels.EnumerateArray())
        {
            var (price, quantity) = (level[0].GetString()!, level[1].GetString()!);
            var key = decimal.Parse(price, CultureInfo.InvariantCulture);
            if (decimal.Parse(quantity, CultureInfo.InvariantCulture) == 0) side.Remove(key);
            else side[key] = (price, quantity);
        }
    }
}
