using System.Text.Json.Serialization;

namespace Tidemark.Cli.Commands.Bench.Wire;

/// <summary>System.Text.Json's source-generated readers of the same messages: what the parsers are compared with.</summary>
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(PlainMessages.Wrapped<PlainMessages.DepthMessage>), TypeInfoPropertyName = "Depth")]
[JsonSerializable(typeof(PlainMessages.Wrapped<PlainMessages.KlineMessage>), TypeInfoPropertyName = "Kline")]
[JsonSerializable(typeof(PlainMessages.Wrapped<PlainMessages.TradeMessage>), TypeInfoPropertyName = "Trade")]
internal sealed partial class GeneratedReaders : JsonSerializerContext;
