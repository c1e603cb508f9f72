namespace Tidemark.Venues.Binance.Wire;

/// <summary>Reads <c>trade</c> and <c>aggTrade</c> messages, with or without the wrapper of combined streams, spot and futures.</summary>
/// <remarks>
/// The single trades of futures also tell of transfers of the insurance fund and the like, with price and quantity 0: they are refused as
/// <see cref="WireFault.NotPositive"/>, for they are no trades. Source: Binance, Trade Streams and Aggregate Trade Streams.
/// </remarks>
public static class TradeParser
{
    private static readonly ulong OfBoth = WireKey.Set("eEsTpqm");
    private static readonly ulong OfTrade = OfBoth | WireKey.Set("t");
    private static readonly ulong OfAggregate = OfBoth | WireKey.Set("afl");

    /// <summary>Reads a message; nothing is in <paramref name="update"/> after a fault.</summary>
    public static WireResult Read(ReadOnlySpan<byte> message, out TradeUpdate update)
    {
        var result = ReadPlain(message, out update);
        return result.Fault == WireFault.Escaped && EscapedText.TryResolve(message, out var plain) ? ReadPlain(plain, out update) : result;
    }

    private static WireResult ReadPlain(ReadOnlySpan<byte> message, out TradeUpdate update)
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
        var required = fields.IsAggregate ? OfAggregate : OfTrade;
        if ((fields.Seen & required) != required)
        {
            scanner.Missing(WireKey.Lowest(required & ~fields.Seen));
            return scanner.Result;
        }
        if (fields.Price.IsZero) return new WireResult(WireFault.NotPositive, 'p', scanner.Position);
        if (fields.Quantity.IsZero) return new WireResult(WireFault.NotPositive, 'q', scanner.Position);
        if (fields.IsAggregate && fields.First > fields.Last) return new WireResult(WireFault.Contradiction, 'f', scanner.Position);
        update = fields.IsAggregate
            ? new TradeUpdate(fields.Sent, fields.Made, fields.Aggregate, fields.Price, fields.Quantity, fields.First, fields.Last, fields.IsBuyerMaker)
            : new TradeUpdate(fields.Sent, fields.Made, fields.Id, fields.Price, fields.Quantity, fields.Id, fields.Id, fields.IsBuyerMaker);
        return default;
    }

    private ref struct Fields
    {
        public ulong Seen;
        public bool IsAggregate;
        public Instant Sent;
        public Instant Made;
        public long Id;
        public long Aggregate;
        public long First;
        public long Last;
        public FixedNumber Price;
        public FixedNumber Quantity;
        public bool IsBuyerMaker;

        public bool Read(ref WireScanner scanner) => scanner.Key switch
        {
            'e' => scanner.IsFirst(ref Seen) && ReadName(ref scanner),
            'E' => scanner.IsFirst(ref Seen) && scanner.TryReadTime(out Sent),
            'T' => scanner.IsFirst(ref Seen) && scanner.TryReadTime(out Made),
            's' => scanner.IsFirst(ref Seen) && scanner.TryReadText(out _),
            't' => scanner.IsFirst(ref Seen) && scanner.TryReadWhole(out Id),
            'a' => scanner.IsFirst(ref Seen) && scanner.TryReadWhole(out Aggregate),
            'f' => scanner.IsFirst(ref Seen) && scanner.TryReadWhole(out First),
            'l' => scanner.IsFirst(ref Seen) && scanner.TryReadWhole(out Last),
            'p' => scanner.IsFirst(ref Seen) && scanner.TryReadNumber(out Price),
            'q' => scanner.IsFirst(ref Seen) && scanner.TryReadNumber(out Quantity),
            'm' => scanner.IsFirst(ref Seen) && scanner.TryReadFlag(out IsBuyerMaker),
            _ => scanner.SkipValue(),
        };

        private bool ReadName(ref WireScanner scanner)
        {
            if (!scanner.TryReadText(out var name)) return false;
            IsAggregate = name.SequenceEqual("aggTrade"u8);
            return IsAggregate || name.SequenceEqual("trade"u8) || scanner.Fail(WireFault.OtherKind);
        }
    }
}
