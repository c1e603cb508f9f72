using System.Text.Json;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Binance.Endpoints;

/// <summary>The markets that <c>symbol</c> or <c>symbols</c> name.</summary>
internal static class SymbolChoice
{
    /// <returns>Null where neither is given.</returns>
    public static Market[]? Of(BinanceCall call)
    {
        if (call.Parameters["symbol"] is { } one)
            return call.Parameters["symbols"] is null ? [call.MarketOf(one)] : throw new BinanceError(-1101, "Too many parameters; expected '1' and received '2'.");
        if (call.Parameters["symbols"] is not { } many) return null;
        try
        {
            return [.. JsonSerializer.Deserialize<string[]>(many)!.Select(call.MarketOf)];
        }
        catch (JsonException)
        {
            throw new BinanceError(-1100, "Illegal characters found in parameter 'symbols'; legal range is '^\\[(\"[A-Z0-9-_.]{1,20}\"(,\"[A-Z0-9-_.]{1,20}\"){0,}){0,1}\\]$'.");
        }
    }
}
