using System.Text.Json;
using Tidemark.Venues.Json;

namespace Tidemark.Venues.Bybit.Wire;

/// <summary>Reads messages of the streams of trades, bars and tickers.</summary>
/// <remarks>Whatever does not fit throws one of the exceptions that <see cref="JsonFields.IsFault"/> knows. Source: Bybit's documentation of the public streams.</remarks>
internal static class MessageReader
{
    /// <summary>The trades of <c>publicTrade.SYMBOL</c>, as they came.</summary>
    /// <example><c>{"topic":"publicTrade.BTCUSDT","type":"snapshot","ts":1672304486868,"data":[{"T":1672304486865,"s":"BTCUSDT","S":"Buy","v":"0.001","p":"16578.50","i":"20f43950-d8dd-5b31-9112-a178eb6023af","BT":false}]}</c></example>
    public static void Trades(ReadOnlySpan<byte> message, List<Trade> into)
    {
        into.Clear();
        var reader = new Utf8JsonReader(message);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new FormatException("the message is no object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isData = reader.ValueTextEquals("data"u8);
            if (!reader.Read()) break;
            if (!isData)
            {
                reader.Skip();
                continue;
            }
            if (reader.TokenType != JsonTokenType.StartArray) throw new FormatException("data is no array");
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject) into.Add(Trade(ref reader));
            if (reader.TokenType != JsonTokenType.EndArray) throw new FormatException("a trade is no object");
        }
        if (into.Count == 0) throw new FormatException("there is no trade in it");
    }

    /// <summary>The bars of <c>kline.INTERVAL.SYMBOL</c>, each as it stands and whether it is whole.</summary>
    /// <example><c>{"topic":"kline.5.BTCUSDT","data":[{"start":1672324800000,"end":1672325099999,"interval":"5","open":"16649.5","close":"16677","high":"16677","low":"16608","volume":"2.081","turnover":"34666.4005","confirm":false,"timestamp":1672324988882}],"ts":1672324988882,"type":"snapshot"}</c></example>
    public static IReadOnlyList<(Bar Bar, bool IsClosed)> Bars(ReadOnlySpan<byte> message)
    {
        using var document = JsonDocument.Parse(message.ToArray());
        List<(Bar, bool)> bars = [];
        foreach (var row in document.RootElement.GetProperty("data").EnumerateArray())
        {
            var bar = Bar.Create(row.Time("start"), row.GetProperty("open").Real(), row.GetProperty("high").Real(), row.GetProperty("low").Real(), row.GetProperty("close").Real(), row.GetProperty("volume").Real());
            bars.Add((bar, row.GetProperty("confirm").GetBoolean()));
        }
        return bars;
    }

    /// <summary>What a message of <c>tickers.SYMBOL</c> says of mark price and funding; NaN and null for what it does not say, which then has not changed.</summary>
    /// <example><c>{"topic":"tickers.BTCUSDT","type":"delta","data":{"symbol":"BTCUSDT","markPrice":"17217.33","nextFundingTime":"1673280000000","fundingRate":"-0.000212"},"cs":24987956059,"ts":1673272861686}</c></example>
    public static (bool IsSnapshot, double MarkPrice, double FundingRate, Instant? NextFunding) Ticker(ReadOnlySpan<byte> message)
    {
        using var document = JsonDocument.Parse(message.ToArray());
        var root = document.RootElement;
        var data = root.GetProperty("data");
        return (root.Text("type") == "snapshot", RealOrNaN(data, "markPrice"), RealOrNaN(data, "fundingRate"),
            data.WholeOrNull("nextFundingTime") is { } time and > 0 ? Instant.FromUnixMilliseconds(time) : null);
    }

    private static double RealOrNaN(JsonElement data, string name) => data.TryGetProperty(name, out var value) && value.ToString().Length > 0 ? value.Real() : double.NaN;

    private static Trade Trade(ref Utf8JsonReader reader)
    {
        var (time, price, quantity, id) = (0L, double.NaN, double.NaN, 0L);
        Side? side = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.ValueSpan.Length == 1 ? reader.ValueSpan[0] : (byte)0;
            if (!reader.Read()) break;
            switch (key)
            {
                case (byte)'T': time = reader.GetInt64(); break;
                case (byte)'S': side = reader.ValueTextEquals("Buy"u8) ? Side.Buy : reader.ValueTextEquals("Sell"u8) ? Side.Sell : throw new FormatException("S is no side"); break;
                case (byte)'p': price = ExactText.Double(reader); break;
                case (byte)'v': quantity = ExactText.Double(reader); break;
                case (byte)'i': id = TradeNumber.Of(reader.GetString()); break;
                default: reader.Skip(); break;
            }
        }
        var trade = new Trade(Instant.FromUnixMilliseconds(time), price, quantity, side, id);
        return time > 0 && id != 0 && side is not null && trade.Defect() is null ? trade : throw new FormatException("a trade lacks a field");
    }
}
