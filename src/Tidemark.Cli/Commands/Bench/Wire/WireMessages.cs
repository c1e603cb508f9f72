using System.Globalization;
using System.Text;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Cli.Commands.Bench.Wire;

/// <summary>Messages as Binance's combined streams of spot send them, from a seed.</summary>
internal sealed class WireMessages
{
    public const int DepthBytes = 1024;

    private const int Count = 2048;
    private const ulong Seed = 1;
    private const long FirstTime = 1_723_161_255_208;

    /// <summary>Depth updates of about a kilobyte, as on a busy book: some thirty levels.</summary>
    public byte[][] Depth { get; } = Make("depth", DepthOf);

    public byte[][] Klines { get; } = Make("kline", KlineOf);

    public byte[][] Trades { get; } = Make("trade", TradeOf);

    private static byte[][] Make(string name, Func<SeededRandom, int, string> make)
    {
        var random = new SeededRandom(Seed, name);
        var messages = new byte[Count][];
        for (var i = 0; i < Count; i++) messages[i] = Encoding.UTF8.GetBytes(make(random, i));
        return messages;
    }

    private static string DepthOf(SeededRandom random, int number)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $$"""{"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":{{FirstTime + number * 100}},"s":"BTCUSDT","U":{{50_093_239_189 + number * 40}},"u":{{50_093_239_228 + number * 40}},"b":[""");
        AppendLevels(text, random, DepthBytes / 2 + 60, -1);
        text.Append("],\"a\":[");
        AppendLevels(text, random, DepthBytes - 24, 1);
        return text.Append("]}}").ToString();
    }

    private static void AppendLevels(StringBuilder text, SeededRandom random, int until, int direction)
    {
        for (var isFirst = true; text.Length < until; isFirst = false)
        {
            var price = 61_837.63m + direction * 0.01m * (1 + random.NextInt(20_000));
            var quantity = random.NextInt(3) == 0 ? 0m : 0.00001m * (1 + random.NextInt(400_000));
            text.Append(CultureInfo.InvariantCulture, $"{(isFirst ? "" : ",")}[\"{price:0.00000000}\",\"{quantity:0.00000000}\"]");
        }
    }

    private static string KlineOf(SeededRandom random, int number)
    {
        var open = 61_800m + 0.01m * random.NextInt(10_000);
        var close = open + 0.01m * (random.NextInt(2_000) - 1_000);
        var (high, low) = (Math.Max(open, close) + 3.21m, Math.Min(open, close) - 2.5m);
        var volume = 0.00001m * (1 + random.NextInt(9_000_000));
        var minute = FirstTime / 60_000 * 60_000;
        FormattableString bar = $$"""
            "t":{{minute}},"T":{{minute + 59_999}},"s":"BTCUSDT","i":"1m","f":3735683259,"L":3735684411,"o":"{{open:0.00000000}}","c":"{{close:0.00000000}}","h":"{{high:0.00000000}}","l":"{{low:0.00000000}}","v":"{{volume:0.00000000}}","n":{{1 + random.NextInt(3_000)}},"x":{{(number % 30 == 29 ? "true" : "false")}},"q":"{{volume * open:0.00000000}}","V":"{{volume / 2:0.00000000}}","Q":"{{volume / 2 * open:0.00000000}}","B":"0"
            """;
        return $"{{\"stream\":\"btcusdt@kline_1m\",\"data\":{{\"e\":\"kline\",\"E\":{FirstTime + number * 2_000},\"s\":\"BTCUSDT\",\"k\":{{{bar.ToString(CultureInfo.InvariantCulture)}}}}}}}";
    }

    private static string TradeOf(SeededRandom random, int number)
    {
        var price = 61_800m + 0.01m * random.NextInt(10_000);
        var quantity = 0.00001m * (1 + random.NextInt(200_000));
        return string.Create(CultureInfo.InvariantCulture,
            $$$"""{"stream":"btcusdt@trade","data":{"e":"trade","E":{{{FirstTime + number}}},"s":"BTCUSDT","t":{{{3_735_683_259 + number}}},"p":"{{{price:0.00000000}}}","q":"{{{quantity:0.00000000}}}","T":{{{FirstTime + number}}},"m":{{{(random.NextInt(2) == 0 ? "true" : "false")}}},"M":true}}""");
    }
}
