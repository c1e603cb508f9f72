using System.Text;
using Tidemark.Venues.Binance.Wire;

namespace Tidemark.Tests.Venues.Binance.Wire;

/// <summary>Everything that was recorded from Binance's public streams, read by the parsers and the plain way.</summary>
public class RecordedWireTests
{
    public static TheoryData<string, decimal, decimal, int> Recordings => new()
    {
        { RecordedMessages.Files[0], 0.00000001m, 0.00000001m, 265 },
        { RecordedMessages.Files[1], 0.00001m, 1m, 1535 },
        // Finer quantities than an order may have rest in the books of spot: remainders of fees. Only the precision of the asset bounds them.
        { RecordedMessages.Files[2], 0.01m, 0.00000001m, 41_248 },
        { RecordedMessages.Files[3], 0.1m, 0.001m, 93_953 },
        { RecordedMessages.Files[4], 0.1m, 1m, 48_269 },
    };

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Parsers_OverARecording_ReadWhatAPlainReadingReads(string file, decimal tick, decimal step, int messages)
    {
        var comparison = new WireComparison(new BookScale(tick, step));
        foreach (var message in RecordedMessages.Of(file))
        {
            var difference = comparison.Difference(message);
            Assert.True(difference is null, $"{difference}: {Encoding.UTF8.GetString(message)}");
        }
        Assert.Equal(messages, comparison.Used);
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void StreamMessage_OverARecording_NamesTheParserThatCanReadIt(string file, decimal tick, decimal step, int messages)
    {
        var (scale, depth, used) = (new WireScale(new BookScale(tick, step)), new DepthUpdate(), 0);
        foreach (var message in RecordedMessages.Of(file))
        {
            Assert.True(StreamMessage.Read(message, out var found).IsOk);
            if (found.Kind == StreamKind.Other) continue;
            var result = found.Kind switch
            {
                StreamKind.Depth => DepthParser.Read(message, scale, depth),
                StreamKind.BookTicker => QuoteParser.Read(message, out _),
                StreamKind.Kline => KlineParser.Read(message, out _),
                _ => TradeParser.Read(message, out _),
            };
            Assert.True(result.IsOk, result.ToString());
            Assert.False(found.Symbol.IsEmpty);
            Assert.StartsWith(Encoding.UTF8.GetString(found.Symbol).ToLowerInvariant() + "@", Encoding.UTF8.GetString(found.Stream), StringComparison.Ordinal);
            used++;
        }
        Assert.Equal(messages, used);
    }
}
