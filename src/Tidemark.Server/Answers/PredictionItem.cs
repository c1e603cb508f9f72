using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record PredictionItem
{
    [Description("When the model was asked: the close of the bar.")]
    public required Instant Time { get; init; }

    public required string Instrument { get; init; }

    public required string Model { get; init; }

    [Description("The version that answered.")]
    public required string Version { get; init; }

    [Description("The price when it was asked; null where that is not known.")]
    public required double? Price { get; init; }

    [Description("How far it looks ahead.")]
    public required double HorizonSeconds { get; init; }

    [Description("The return that it expects, a fraction, or the share of equity that it would hold; null for models of probabilities.")]
    public required double? Value { get; init; }

    [Description("The probability of a rise; null for models of values.")]
    public required double? Probability { get; init; }

    [Description("The low end of what it expects; null where it gives none.")]
    public required double? Low { get; init; }

    [Description("The high end of what it expects; null where it gives none.")]
    public required double? High { get; init; }

    [Description("SHA-256 of what it read: its values as little-endian IEEE 754.")]
    public required string InputHash { get; init; }

    [Description("The return from that close to the close at the end of the horizon, a fraction; null before that.")]
    public required double? Outcome { get; init; }
}
