namespace Tidemark.Venues.Binance.Wire;

/// <summary>Reads <c>bookTicker</c> messages, with or without the wrapper of combined streams, spot and futures.</summary>
/// <remarks>Source: Binance, Individual Symbol Book Ticker Streams.</remarks>
public static class QuoteParser
{
    private static readonly ulong Required = WireKey.Set("usbBaA");

    /// <summary>Reads a message; nothing is in <paramref name="update"/> after a fault.</summary>
    public static WireResult Read(ReadOnlySpan<byte> message, out QuoteUpdate update)
    {
        var result = ReadPlain(message, out update);
        return result.Fault == WireFault.Escaped && EscapedText.TryResolve(message, out var plain) ? ReadPlain(plain, out update) : result;
    }

    private static WireResult ReadPlain(ReadOnlySpan<byte> message, out QuoteUpdate update)
    {
        update = default;
        var scanner = new WireScanner(message);
        if (!scanner.Enter(out _)) return scanner.Result;
        var fields = new Fields();
        while (scanner.TryNextKey())
        {
            if (!fields.Read(ref scanner)) return scanner.Result;
        }
        if (!scanner.Leave()) return scanner.Result;
        if ((fields.Seen & Required) != Required)
        {
            scanner.Missing(WireKey.Lowest(Required & ~fields.Seen));
            return scanner.Result;
        }
        // A price without quantity, or a quantity without price, is neither a side nor its absence.
        if (fields.Bid.IsZero != fields.BidQuantity.IsZero) return new WireResult(WireFault.Contradiction, 'b', scanner.Position);
        if (fields.Ask.IsZero != fields.AskQuantity.IsZero) return new WireResult(WireFault.Contradiction, 'a', scanner.Position);
        update = new QuoteUpdate(fields.Id, fields.Made ?? fields.Sent, fields.Bid, fields.BidQuantity, fields.Ask, fields.AskQuantity);
        return default;
    }

    private ref struct Fields
    {
        public ulong Seen;
        public long Id;
        public Instant? Sent;
        public Instant? Made;
        public FixedNumber Bid;
        public FixedNumber BidQuantity;
        public FixedNumber Ask;
        public FixedNumber AskQuantity;

        public bool Read(ref WireScanner scanner)
        {
            switch (scanner.Key)
            {
                case 'e': return scanner.IsFirst(ref Seen) && scanner.TryReadName("bookTicker"u8);
                case 'u': return scanner.IsFirst(ref Seen) && scanner.TryReadWhole(out Id);
                case 's': return scanner.IsFirst(ref Seen) && scanner.TryReadText(out _);
                case 'b': return scanner.IsFirst(ref Seen) && scanner.TryReadNumber(out Bid);
                case 'B': return scanner.IsFirst(ref Seen) && scanner.TryReadNumber(out BidQuantity);
                case 'a': return scanner.IsFirst(ref Seen) && scanner.TryReadNumber(out Ask);
                case 'A': return scanner.IsFirst(ref Seen) && scanner.TryReadNumber(out AskQuantity);
                case 'E':
                    if (!scanner.IsFirst(ref Seen) || !scanner.TryReadTime(out var sent)) return false;
                    Sent = sent;
                    return true;
                case 'T':
                    if (!scanner.IsFirst(ref Seen) || !scanner.TryReadTime(out var made)) return false;
                    Made = made;
                    return true;
                default: return scanner.SkipValue();
            }
        }
    }
}
