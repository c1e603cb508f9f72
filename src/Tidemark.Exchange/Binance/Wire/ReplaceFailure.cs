using System.Text.Json;

namespace Tidemark.Exchange.Binance.Wire;

/// <summary>A refusal whose answer tells what was done all the same.</summary>
internal sealed class ReplaceFailure(int code, string message, int status, Action<Utf8JsonWriter> writeData) : BinanceError(code, message, status)
{
    public Action<Utf8JsonWriter> WriteData { get; } = writeData;
}
