using System.Text;
using Tidemark.Venues.Binance.Wire;

namespace Tidemark.Tests.Venues.Binance.Wire;

/// <summary>Messages changed at random, from a seed: parsers and plain reading use the same ones and read the same in them.</summary>
public class WireFuzzTests
{
    private const int Rounds = 6_000;
    private const string Letters = "{}[]\":,.0123456789eEsbaupTqm\\ \t-";

    private static readonly string[] Seeds =
    [
        """{"e":"depthUpdate","E":1633998512068,"s":"A","U":49,"u":52,"b":[["0.3513","619.50000000"],["0.34750000","0.00000000"]],"a":[["0.353","65"]]}""",
        """{"stream":"a@depth","data":{"e":"depthUpdate","E":1626992741037,"T":1626992741024,"s":"S","U":60,"u":61,"pu":58,"b":[],"a":[["7.6150","1563",["x"]]]}}""",
        """{"e":"trade","E":1723161255343,"s":"B","t":3735683259,"p":"61837.63000000","q":"0.02000000","T":1723161255342,"m":true,"M":true}""",
        """{"e":"aggTrade","E":1626992741575,"a":16599292,"s":"C","p":"1.01100","q":"10","f":23961322,"l":23961324,"T":1626992741421,"m":false}""",
        """{"stream":"a@bookTicker","data":{"u":499869768,"s":"N","b":"0.35210000","B":"672.00000000","a":"0.35260000","A":"3199.00000000"}}""",
        """{"e":"kline","E":1633998532144,"s":"N","k":{"t":1633998480000,"T":1633998539999,"s":"N","i":"1m","o":"1.5","c":"1.6","h":"1.7","l":"1.4","v":"7342","n":9,"x":true,"q":"2587.7","V":"4893","Q":"1725.8","B":"0"}}""",
    ];

    private static readonly string[] Pieces = ["\"", ",", ":", "{", "}", "[", "]", "0", "9", ".", "-", "e", " ", "\n", "null", "true", "[]", "{}", "\"\"", "00000000", "\"b\":", "\"pu\":7,", "\"s\":\"x\",", "\"data\":1,", ",[\"1\",\"2\"]", "\u0001", "é"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(138)]
    public void Parsers_OfChangedMessages_AgreeWithAPlainReading(int seed)
    {
        var random = new Random(seed);
        var comparison = new WireComparison(new BookScale(0.0001m, 0.5m));
        for (var round = 0; round < Rounds; round++)
        {
            var message = Mutate(Seeds[round % Seeds.Length], random);
            // A socket hands on no text that is not UTF-8.
            if (!System.Text.Unicode.Utf8.IsValid(message)) continue;
            var difference = comparison.Difference(message);
            Assert.True(difference is null, $"{difference}: {Encoding.UTF8.GetString(message)}");
            StreamMessage.Read(message, out _);
        }
        Assert.InRange(comparison.Used, Rounds / 20, Rounds);
    }

    [Fact]
    public void Parsers_OfNoise_NeverThrow()
    {
        var random = new Random(3);
        var (scale, depth) = (new WireScale(new BookScale(0.01m, 0.001m)), new DepthUpdate());
        for (var round = 0; round < 50_000; round++)
        {
            var message = new byte[random.Next(200)];
            random.NextBytes(message);
            for (var i = 0; i < message.Length; i++)
                if (random.Next(3) > 0) message[i] = (byte)Letters[random.Next(Letters.Length)];
            StreamMessage.Read(message, out _);
            Assert.False(DepthParser.Read(message, scale, depth).IsOk);
            Assert.False(QuoteParser.Read(message, out _).IsOk);
            Assert.False(TradeParser.Read(message, out _).IsOk);
            Assert.False(KlineParser.Read(message, out _).IsOk);
        }
    }

    [Fact]
    public void Parsers_OfDeepNesting_RefuseIt()
    {
        var message = Encoding.UTF8.GetBytes("{\"x\":" + new string('[', 1_000_000));
        Assert.Equal(WireFault.TooDeep, TradeParser.Read(message, out _).Fault);
    }

    private static byte[] Mutate(string text, Random random)
    {
        var message = Encoding.UTF8.GetBytes(text).ToList();
        for (var changes = random.Next(1, 4); changes > 0 && message.Count > 0; changes--)
        {
            var place = random.Next(message.Count);
            switch (random.Next(6))
            {
                case 0:
                    message[place] = (byte)random.Next(256);
                    break;
                case 1:
                    message[place] = (byte)('0' + random.Next(10));
                    break;
                case 2:
                    message.RemoveRange(place, Math.Min(random.Next(1, 12), message.Count - place));
                    break;
                case 3:
                    message.InsertRange(place, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 4:
                    message.InsertRange(random.Next(message.Count), message.GetRange(place, Math.Min(random.Next(1, 30), message.Count - place)));
                    break;
                default:
                    if (random.Next(4) == 0) message.RemoveRange(place, message.Count - place);
                    else message.InsertRange(place, Encoding.UTF8.GetBytes(new string('0', random.Next(1, 20))));
                    break;
            }
        }
        return [.. message];
    }
}
