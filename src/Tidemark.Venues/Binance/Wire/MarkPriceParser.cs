using System.Buffers.Text;

namespace Tidemark.Venues.Binance.Wire;

/// <summary>Reads <c>markPriceUpdate</c> messages, with or without the wrapper of combined streams.</summary>
/// <remarks>Source: Binance's documentation of USD-M futures, Mark Price Stream.</remarks>
public static class MarkPriceParser
{
    private static readonly ulong Required = WireKey.Set("eEsprT");

    /// <summary>Reads a message; nothing is in <paramref name="update"/> after a fault.</summary>
    public static WireResult Read(ReadOnlySpan<byte> message, out MarkPriceUpdate update)
    {
        var result = ReadPlain(message, out update);
        return result.Fault == WireFault.Escaped && EscapedText.TryResolve(message, out var plain) ? ReadPlain(plain, out update) : result;
    }

    private static WireResult ReadPlain(ReadOnlySpan<byte> message, out MarkPriceUpdate update)
    {
        update = default;
        var scanner = new WireScanner(message);
        if (!scanner.Enter(out _)) return scanner.Result;
        var (seen, sent, next, price, rate) = (0UL, default(Instant), default(Instant), 0.0, 0.0);
        while (scanner.TryNextKey())
        {
            var isRead = scanner.Key switch
            {
                'e' => scanner.IsFirst(ref seen) && scanner.TryReadName("markPriceUpdate"u8),
                'E' => scanner.IsFirst(ref seen) && scanner.TryReadTime(out sent),
                's' => scanner.IsFirst(ref seen) && scanner.TryReadText(out _),
                'p' => scanner.IsFirst(ref seen) && scanner.TryReadDouble(out price),
                'r' => scanner.IsFirst(ref seen) && TryReadSigned(ref scanner, out rate),
                'T' => scanner.IsFirst(ref seen) && scanner.TryReadTime(out next),
                _ => scanner.SkipValue(),
            };
            if (!isRead) return scanner.Result;
        }
        if (!scanner.Leave()) return scanner.Result;
        if ((seen & Required) != Required)
        {
            scanner.Missing(WireKey.Lowest(Required & ~seen));
            return scanner.Result;
        }
        if (price <= 0) return new WireResult(WireFault.NotPositive, 'p', scanner.Position);
        update = new MarkPriceUpdate(sent, price, rate, next);
        return default;
    }

    /// <summary>A rate may be below zero, which no other number of the streams is.</summary>
    private static bool TryReadSigned(ref WireScanner scanner, out double value)
    {
        value = 0;
        if (!scanner.TryReadText(out var text)) return false;
        var digits = text.StartsWith("-"u8) ? text[1..] : text;
        if (NumberText.Shape(digits) != WireFault.None) return scanner.Fail(WireFault.NotANumber);
        return (Utf8Parser.TryParse(text, out value, out var taken) && taken == text.Length && double.IsFinite(value)) || scanner.Fail(WireFault.TooLarge);
    }
}
