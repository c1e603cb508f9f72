namespace Tidemark.Venues.Binance.Wire;

/// <summary>Reads <c>kline</c> messages, with or without the wrapper of combined streams, spot and futures.</summary>
/// <remarks>Source: Binance, Kline/Candlestick Streams.</remarks>
public static class KlineParser
{
    private static readonly ulong Required = WireKey.Set("eEsk");
    private static readonly ulong RequiredOfBar = WireKey.Set("tTiochlvnxqVQ");

    /// <summary>Reads a message; nothing is in <paramref name="update"/> after a fault.</summary>
    public static WireResult Read(ReadOnlySpan<byte> message, out KlineUpdate update)
    {
        var result = ReadPlain(message, out update);
        return result.Fault == WireFault.Escaped && EscapedText.TryResolve(message, out var plain) ? ReadPlain(plain, out update) : result;
    }

    private static WireResult ReadPlain(ReadOnlySpan<byte> message, out KlineUpdate update)
    {
        update = default;
        var scanner = new WireScanner(message);
        if (!scanner.Enter(out _)) return scanner.Result;
        var (seen, sent, fields) = (0UL, default(Instant), new BarFields());
        while (scanner.TryNextKey())
        {
            var isRead = scanner.Key switch
            {
                'e' => scanner.IsFirst(ref seen) && scanner.TryReadName("kline"u8),
                'E' => scanner.IsFirst(ref seen) && scanner.TryReadTime(out sent),
                's' => scanner.IsFirst(ref seen) && scanner.TryReadText(out _),
                'k' => scanner.IsFirst(ref seen) && ReadBar(ref scanner, ref fields),
                _ => scanner.SkipValue(),
            };
            if (!isRead) return scanner.Result;
        }
        if (!scanner.Leave()) return scanner.Result;
        if ((seen & Required) != Required) scanner.Missing(WireKey.Lowest(Required & ~seen));
        else if ((fields.Seen & RequiredOfBar) != RequiredOfBar) scanner.Missing(WireKey.Lowest(RequiredOfBar & ~fields.Seen));
        if (scanner.Fault != WireFault.None) return scanner.Result;
        var bar = new Bar(fields.Opened, fields.Open, fields.High, fields.Low, fields.Close, fields.Volume);
        if (!bar.IsValid) return new WireResult(WireFault.Contradiction, 'k', scanner.Position);
        update = new KlineUpdate(sent, fields.Interval, bar, fields.Closed, fields.IsClosed, fields.Trades, fields.QuoteVolume, fields.TakerVolume, fields.TakerQuoteVolume);
        return default;
    }

    private static bool ReadBar(ref WireScanner scanner, ref BarFields fields)
    {
        if (!scanner.EnterObject()) return false;
        while (scanner.TryNextKey())
        {
            if (!fields.Read(ref scanner)) return false;
        }
        scanner.LeaveObject();
        return scanner.Fault == WireFault.None;
    }

    private struct BarFields
    {
        public ulong Seen;
        public Instant Opened;
        public Instant Closed;
        public Interval Interval;
        public double Open;
        public double High;
        public double Low;
        public double Close;
        public double Volume;
        public double QuoteVolume;
        public double TakerVolume;
        public double TakerQuoteVolume;
        public long Trades;
        public bool IsClosed;

        public bool Read(ref WireScanner scanner) => scanner.Key switch
        {
            't' => scanner.IsFirst(ref Seen) && scanner.TryReadTime(out Opened),
            'T' => scanner.IsFirst(ref Seen) && scanner.TryReadTime(out Closed),
            'i' => scanner.IsFirst(ref Seen) && ReadInterval(ref scanner),
            'o' => scanner.IsFirst(ref Seen) && scanner.TryReadDouble(out Open),
            'h' => scanner.IsFirst(ref Seen) && scanner.TryReadDouble(out High),
            'l' => scanner.IsFirst(ref Seen) && scanner.TryReadDouble(out Low),
            'c' => scanner.IsFirst(ref Seen) && scanner.TryReadDouble(out Close),
            'v' => scanner.IsFirst(ref Seen) && scanner.TryReadDouble(out Volume),
            'q' => scanner.IsFirst(ref Seen) && scanner.TryReadDouble(out QuoteVolume),
            'V' => scanner.IsFirst(ref Seen) && scanner.TryReadDouble(out TakerVolume),
            'Q' => scanner.IsFirst(ref Seen) && scanner.TryReadDouble(out TakerQuoteVolume),
            'n' => scanner.IsFirst(ref Seen) && scanner.TryReadWhole(out Trades),
            'x' => scanner.IsFirst(ref Seen) && scanner.TryReadFlag(out IsClosed),
            _ => scanner.SkipValue(),
        };

        private bool ReadInterval(ref WireScanner scanner)
        {
            if (!scanner.TryReadText(out var name)) return false;
            Span<char> text = stackalloc char[8];
            if (name.Length > text.Length || !System.Text.Ascii.IsValid(name)) return scanner.Fail(WireFault.WrongType);
            System.Text.Encoding.ASCII.GetChars(name, text);
            return Interval.TryParse(text[..name.Length], out Interval) || scanner.Fail(WireFault.WrongType);
        }
    }
}
