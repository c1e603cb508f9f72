namespace Tidemark.Venues.Binance.Wire;

/// <summary>Reads <c>depthUpdate</c> messages, with or without the wrapper of combined streams, spot and futures.</summary>
/// <remarks>Prices and quantities go from their digits to whole ticks and lots, exactly; a number that is not on the grid is refused. Source: Binance, Diff. Depth Stream.</remarks>
public static class DepthParser
{
    private static readonly ulong Required = WireKey.Set("eEsUuba");

    /// <summary>Reads a message.</summary>
    /// <param name="message">The bytes of one message.</param>
    /// <param name="scale">The grid of the book.</param>
    /// <param name="update">Takes what it says; of no use after a fault.</param>
    /// <returns>What was wrong, if anything.</returns>
    public static WireResult Read(ReadOnlySpan<byte> message, WireScale scale, DepthUpdate update)
    {
        var result = ReadPlain(message, scale, update);
        return result.Fault == WireFault.Escaped && EscapedText.TryResolve(message, out var plain) ? ReadPlain(plain, scale, update) : result;
    }

    private static WireResult ReadPlain(ReadOnlySpan<byte> message, WireScale scale, DepthUpdate update)
    {
        update.Clear();
        var scanner = new WireScanner(message);
        if (!scanner.Enter(out _)) return scanner.Result;
        var seen = 0UL;
        while (scanner.TryNextKey())
        {
            if (!ReadField(ref scanner, ref seen, scale, update)) return scanner.Result;
        }
        if (!scanner.Leave()) return scanner.Result;
        if ((seen & Required) != Required) scanner.Missing(WireKey.Lowest(Required & ~seen));
        else if (update.FirstId > update.LastId) return new WireResult(WireFault.Contradiction, 'U', scanner.Position);
        else if ((seen & WireKey.Bit('T')) == 0) update.TransactionTime = update.EventTime;
        return scanner.Result;
    }

    private static bool ReadField(ref WireScanner scanner, ref ulong seen, WireScale scale, DepthUpdate update)
    {
        switch (scanner.Key)
        {
            case 'e':
                return scanner.IsFirst(ref seen) && scanner.TryReadName("depthUpdate"u8);
            case 'E':
                if (!scanner.IsFirst(ref seen) || !scanner.TryReadTime(out var sent)) return false;
                update.EventTime = sent;
                return true;
            case 'T':
                if (!scanner.IsFirst(ref seen) || !scanner.TryReadTime(out var made)) return false;
                update.TransactionTime = made;
                return true;
            case 's':
                return scanner.IsFirst(ref seen) && scanner.TryReadText(out _);
            case 'U':
                if (!scanner.IsFirst(ref seen) || !scanner.TryReadWhole(out var first)) return false;
                update.FirstId = first;
                return true;
            case 'u':
                if (!scanner.IsFirst(ref seen) || !scanner.TryReadWhole(out var last)) return false;
                update.LastId = last;
                return true;
            case WireKey.Previous:
                if (!scanner.IsFirst(ref seen) || !scanner.TryReadWhole(out var previous)) return false;
                update.PreviousId = previous;
                return true;
            case 'b':
                var from = update.Count;
                if (!scanner.IsFirst(ref seen) || !ReadLevels(ref scanner, scale, update)) return false;
                update.EndBids(from);
                return true;
            case 'a':
                return scanner.IsFirst(ref seen) && ReadLevels(ref scanner, scale, update);
            default:
                return scanner.SkipValue();
        }
    }

    /// <summary>Levels as <c>[["61800.20","2.909"], …]</c>; more values in a level are passed over.</summary>
    private static bool ReadLevels(ref WireScanner scanner, WireScale scale, DepthUpdate update)
    {
        if (!scanner.EnterArray()) return false;
        if (scanner.TryTake((byte)']')) return true;
        do
        {
            if (!scanner.EnterArray() || !scanner.TryReadSteps(scale.Prices, out var ticks)) return false;
            if (ticks == 0) return scanner.Fail(WireFault.NotPositive);
            if (!scanner.TryTake((byte)',')) return scanner.Fail(WireFault.WrongType);
            if (!scanner.TryReadSteps(scale.Quantities, out var lots)) return false;
            while (!scanner.TryTake((byte)']'))
            {
                if (!scanner.TryTake((byte)',')) return scanner.Fail(WireFault.NotJson);
                if (!scanner.SkipValue()) return false;
            }
            update.Add(ticks, lots);
        }
        while (scanner.TryTake((byte)','));
        return scanner.TryTake((byte)']') || scanner.Fail(WireFault.NotJson);
    }
}
