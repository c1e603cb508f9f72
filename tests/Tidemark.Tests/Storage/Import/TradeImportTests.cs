using Tidemark.Storage.Catalog.Export;
using Tidemark.Storage.Import.Repairs;
using Tidemark.Tests.Storage.Catalog;

namespace Tidemark.Tests.Storage.Import;

/// <summary>Trades of every layout become ticks.</summary>
public sealed class TradeImportTests : IDisposable
{
    private static readonly Trade First = new(Instant.FromUnixMilliseconds(1704067200123), 100.5, 2, Side.Buy, 7);
    private static readonly Trade Second = new(Instant.FromUnixMilliseconds(1704067200123), 100.25, 0.5, Side.Sell, 8);
    private static readonly Trade Third = new(Instant.FromUnixMilliseconds(1704067201000), 101, 1, Side.Buy, 12);
    private readonly ImportFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, string, string> Forms() => new()
    {
        { "own", "trades", "timestamp_ms,trade_id,side,price,amount,cost\n1704067200123,7,buy,100.5,2,201\n1704067200123,8,sell,100.25,0.5,50.125\n1704067201000,12,buy,101,1,101\n" },
        { "indexed", "trades", ",timestamp,id,type,side,price,amount,cost,date\n0,1704067200123,7,,buy,100.5,2,201,2024-01-01 00:00:00.123000+00:00\n1,1704067200123,8,,sell,100.25,0.5,1,x\n2,1704067201000,12,,BUY,101,1,1,x\n" },
        { "descending", "trades", "time;price;quantity;side;id\n2024-01-01T00:00:01Z;101;1;b;12\n2024-01-01T00:00:00.123Z;100.25;0.5;s;8\n2024-01-01T00:00:00.123Z;100.5;2;b;7\n" },
        { "binance spot", "binance-trades", "7,100.5,2,201,1704067200123,False,True\n8,100.25,0.5,50,1704067200123,True,True\n12,101,1,101,1704067201000,False,True\n" },
        { "binance spot in microseconds", "binance-trades", "7,100.5,2,201,1704067200123000,False,True\n8,100.25,0.5,50,1704067200123000,True,True\n12,101,1,101,1704067201000000,False,True\n" },
        { "binance futures", "binance-trades", "id,price,qty,quote_qty,time,is_buyer_maker\n7,100.5,2,201,1704067200123,false\n8,100.25,0.5,50,1704067200123,true\n12,101,1,101,1704067201000,false\n" },
        { "binance futures without header", "binance-trades", "7,100.5,2,201,1704067200123,false\n8,100.25,0.5,50,1704067200123,true\n12,101,1,101,1704067201000,false\n" },
        { "aggregate spot", "binance-agg-trades", "7,100.5,2,1,2,1704067200123,False,True\n8,100.25,0.5,3,3,1704067200123,True,True\n12,101,1,4,9,1704067201000,False,True\n" },
        { "aggregate futures", "binance-agg-trades", "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker\n7,100.5,2,1,2,1704067200123,false\n8,100.25,0.5,3,3,1704067200123,true\n12,101,1,4,9,1704067201000,false\n" },
        { "aggregate futures without header", "binance-agg-trades", "7,100.5,2,1,2,1704067200123,false\n8,100.25,0.5,3,3,1704067200123,true\n12,101,1,4,9,1704067201000,false\n" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Import_EveryForm_GivesTheSameTrades(string name, string layout, string text)
    {
        var result = folder.Import(folder.Write(name + ".csv", text));

        Assert.Equal(layout, Assert.Single(result.Tables).Layout);
        Assert.Equal([First, Second, Third], Stored());
    }

    [Fact]
    public void Import_Kraken_HasNeitherSideNorNumber()
    {
        var result = folder.Import(folder.Write("a.csv", "1672531436,90.540000,1.10448420\n1672531436,90.540000,1.10448420\n1672531471,90.450000,1.00000000\n"));

        Assert.Equal("kraken-trades", result.Tables[0].Layout);
        Assert.Equal(new Trade(Instant.FromUnixSeconds(1672531436), 90.54, 1.1044842, null, 0), Stored()[1]);
        Assert.Equal(3, Stored().Count);
    }

    [Fact]
    public void Import_TradesTwice_StoresThemOnce()
    {
        var path = folder.Write("a.csv", "1672531436,90.54,1.1\n1672531436,90.54,1.1\n1672531471,90.45,1\n");
        folder.Import(path);
        var before = folder.Home.CatalogFingerprint();

        Assert.Equal((0L, 3L), (folder.Import(path).Outcome.Added, folder.Import(path).Outcome.Identical));
        Assert.Equal(before, folder.Home.CatalogFingerprint());
    }

    [Theory]
    [InlineData("7,100.5,2,201,1704067200123,False,True\n7,100.5,2,201,1704067200123,False,True\n", 2, "duplicate: trade 7 of 2024-01-01T00:00:00.123Z is already on line 1")]
    [InlineData("7,100.5,2,201,1704067200123,False,True\n7,100.5,3,201,1704067200123,False,True\n", 2, "conflict: trade 7 of 2024-01-01T00:00:00.123Z is already on line 1 with other values")]
    [InlineData("7,100.5,2,201,1704067200123,False,True\n8,100.5,0,0,1704067200124,False,True\n", 2, "the quantity is not positive")]
    [InlineData("7,100.5,2,201,1704067200123,False,True\n8,-1,1,0,1704067200124,False,True\n", 2, "the price is not positive")]
    [InlineData("7,100.5,2,201,1704067200123,False,True\n8,1,1,0,1704067200124,maybe,True\n", 2, "buyer is maker 'maybe' is neither true nor false")]
    [InlineData("time,side,price,amount\n1704067200123,long,1,2\n", 2, "side 'long' is neither buy nor sell")]
    [InlineData("1,1,1,1,1704067203000,False,True\n2,1,1,1,1704067204000,False,True\n3,1,1,1,1704067202000,False,True\n", 3, "out of order")]
    public void Import_BadTrades_NameLineAndReason(string text, int line, string reason)
    {
        var path = folder.Write("a.csv", text);

        var refusal = Assert.Throws<BadInputException>(() => folder.Import(path));

        Assert.StartsWith($"{path}, line {line}: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Repair.KeepFirst, 2)]
    [InlineData(Repair.KeepLast, 3)]
    public void Import_ConflictingTrades_AreChosenByName(Repair repair, double quantity)
    {
        folder.Import(folder.Write("a.csv", "7,100.5,2,201,1704067200123,False,True\n7,100.5,3,201,1704067200123,False,True\n"), repair);

        Assert.Equal(quantity, Assert.Single(Stored()).Quantity);
    }

    [Fact]
    public void Import_TradesWithAnInterval_SayThatItIsNotUsed() => Assert.Contains("these are trades: the given interval is not used",
        folder.Import(folder.Write("a.csv", "1672531436,90.54,1.1\n"), interval: SomeBars.Minute).Tables[0].Notes);

    [Theory]
    [InlineData("ticks/binance_XRPETH_trades_201910.csv.gz", "trades", 12_477)]
    [InlineData("ticks/binance_perp_ETHUSDT_trades_20230202.csv.gz", "trades", 1_000)]
    [InlineData("ticks/kraken_BCHEUR_trades_official_csv_part1.csv", "kraken-trades", 148)]
    [InlineData("ticks/tardis_bitmex_trades_XBTUSD.csv", "tardis-trades", 10)]
    public void Import_RealTrades_AreAllStored(string file, string layout, int rows)
    {
        var result = folder.Import(SharedFolders.DataPath(file));

        Assert.Equal((layout, (long)rows), (result.Tables[0].Layout, result.Outcome.Added));
        Assert.Equal(rows, Stored().Count);
    }

    [Fact]
    public void Import_RealTrades_AreWhatAnotherReaderReads()
    {
        var path = SharedFolders.DataPath("ticks/binance_XRPETH_trades_201910.csv.gz");
        folder.Import(path);

        var expected = PlainCsv.Trades(path);
        Assert.Equal(Enumerable.Range(0, expected.Count).Select(i => expected[i]), Stored());
    }

    [Fact]
    public void Import_ConflictWithStoredTrades_NamesFileAndLine()
    {
        folder.Import(folder.Write("1.csv", "7,100.5,2,201,1704067200123,False,True\n8,100.25,0.5,50,1704067200123,True,True\n"));
        var path = folder.Write("2.csv", "7,100.5,2,201,1704067200123,False,True\n8,100.25,0.75,50,1704067200123,True,True\n");

        Assert.StartsWith($"{path}, line 2: conflict: trade 8 of 2024-01-01T00:00:00.123Z is already stored with other values: price 100.25 quantity 0.5 side sell there, price 100.25 quantity 0.75 side sell here",
            Assert.Throws<BadInputException>(() => folder.Import(path)).Message, StringComparison.Ordinal);
        Assert.Equal(0.75, folder.Import(path, Repair.KeepLast).Outcome.Series.Rows == 2 ? Stored()[1].Quantity : 0);
    }

    [Fact]
    public void Import_OurOwnExport_GivesTheSameTrades()
    {
        var trades = TradeColumns.FromTrades([First, Second, Third, Third with { Time = new Instant(Third.Time.Nanoseconds + 1), Aggressor = null, TradeId = 0 }]);
        using var stream = new MemoryStream();
        SeriesExporter.Write(trades, ExportFormat.Csv, stream);

        folder.Import(folder.Write("a.csv", stream.ToArray()));

        Assert.Equal(Enumerable.Range(0, trades.Count).Select(i => trades[i]), Stored());
    }

    private List<Trade> Stored()
    {
        var trades = folder.Catalog.OpenTrades(SomeBars.Bitcoin);
        return [.. Enumerable.Range(0, trades.Count).Select(i => trades[i])];
    }
}
