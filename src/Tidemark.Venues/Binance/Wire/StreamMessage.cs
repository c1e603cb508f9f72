namespace Tidemark.Venues.Binance.Wire;

/// <summary>
/// What a message of the public streams is and whose: enough to hand it to its parser with the right grid. Only its first fields are read;
/// whether the rest can be used the parser finds out.
/// </summary>
public readonly ref struct StreamMessage
{
    private StreamMessage(StreamKind kind, ReadOnlySpan<byte> symbol, ReadOnlySpan<byte> stream)
    {
        Kind = kind;
        Symbol = symbol;
        Stream = stream;
    }

    public StreamKind Kind { get; }

    /// <summary>The venue's symbol as the message writes it: <c>BTCUSDT</c>; empty where it names none.</summary>
    public ReadOnlySpan<byte> Symbol { get; }

    /// <summary>The name of the stream where several share a connection: <c>btcusdt@depth@100ms</c>; else empty.</summary>
    public ReadOnlySpan<byte> Stream { get; }

    /// <summary>Reads the beginning of a message, with or without the wrapper of combined streams.</summary>
    public static WireResult Read(ReadOnlySpan<byte> message, out StreamMessage found)
    {
        var result = ReadPlain(message, out found);
        return result.Fault == WireFault.Escaped && EscapedText.TryResolve(message, out var plain) ? ReadPlain(plain, out found) : result;
    }

    private static WireResult ReadPlain(ReadOnlySpan<byte> message, out StreamMessage found)
    {
        found = default;
        var scanner = new WireScanner(message);
        if (!scanner.Enter(out var stream)) return scanner.Result;
        var (kind, isNamed, hasBidQuantity) = (StreamKind.Other, false, false);
        ReadOnlySpan<byte> symbol = default;
        while (scanner.TryNextKey())
        {
            if (scanner.Key == 'e')
            {
                if (!scanner.TryReadText(out var name)) return scanner.Result;
                (kind, isNamed) = (KindOf(name), true);
            }
            else if (scanner.Key == 's')
            {
                if (!scanner.TryReadText(out symbol)) return scanner.Result;
            }
            else
            {
                // Of the streams without a name of the event only this one has the quantity of the best bid.
                hasBidQuantity |= scanner.Key == 'B';
                if (!scanner.SkipValue()) return scanner.Result;
            }
            if (isNamed && !symbol.IsEmpty) break;
        }
        if (scanner.Fault != WireFault.None) return scanner.Result;
        found = new StreamMessage(!isNamed && hasBidQuantity ? StreamKind.BookTicker : kind, symbol, stream);
        return default;
    }

    private static StreamKind KindOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("depthUpdate"u8) ? StreamKind.Depth
        : name.SequenceEqual("bookTicker"u8) ? StreamKind.BookTicker
        : name.SequenceEqual("aggTrade"u8) ? StreamKind.AggregateTrade
        : name.SequenceEqual("trade"u8) ? StreamKind.Trade
        : name.SequenceEqual("kline"u8) ? StreamKind.Kline
        : StreamKind.Other;
}
