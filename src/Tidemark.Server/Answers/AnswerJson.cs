using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tidemark.Server.Answers;

/// <summary>How answers become JSON: generated at build time, so that a start pays for no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [
        typeof(InstantConverter), typeof(WordConverter<Node.Sessions.SessionStatus>), typeof(WordConverter<HealthStatus>), typeof(WordConverter<Side>),
        typeof(WordConverter<PositionSide>), typeof(WordConverter<OrderType>), typeof(WordConverter<OrderStatus>), typeof(WordConverter<OrderReason>),
        typeof(WordConverter<SessionCommand>), typeof(WordConverter<Engine.Ports.PredictionKind>), typeof(WordConverter<Engine.Predictions.ModelChangeKind>)])]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(StatusAnswer))]
[JsonSerializable(typeof(PortfolioAnswer))]
[JsonSerializable(typeof(OrdersAnswer))]
[JsonSerializable(typeof(FillsAnswer))]
[JsonSerializable(typeof(PredictionsAnswer))]
[JsonSerializable(typeof(ModelsAnswer))]
[JsonSerializable(typeof(EquityAnswer))]
[JsonSerializable(typeof(BarsAnswer))]
[JsonSerializable(typeof(BarIndicatorAnswer))]
[JsonSerializable(typeof(CommandRequest))]
[JsonSerializable(typeof(CommandAnswer))]
[JsonSerializable(typeof(HeartbeatItem))]
[JsonSerializable(typeof(RunsAnswer))]
internal sealed partial class AnswerJson : JsonSerializerContext
{
    /// <summary>The word for an enum member: <c>WaitingForPrices</c> is <c>waitingForPrices</c>.</summary>
    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
