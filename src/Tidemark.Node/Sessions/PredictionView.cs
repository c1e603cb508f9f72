using Tidemark.Engine.Ports;

namespace Tidemark.Node.Sessions;

/// <summary>What a model said, and what came of it.</summary>
/// <param name="Time">When it was asked: the close of the bar.</param>
/// <param name="Instrument">What it is about.</param>
/// <param name="Model">The name of the model.</param>
/// <param name="Version">The version that answered.</param>
/// <param name="Kind">What its outputs mean.</param>
/// <param name="HorizonSeconds">How far it looks ahead.</param>
/// <param name="Outputs">Its outputs; none where it had no opinion.</param>
/// <param name="InputHash">SHA-256 of what it read, in hex.</param>
/// <param name="Outcome">The return from that close to the one at the end of the horizon, a fraction; null before that.</param>
public sealed record PredictionView(Instant Time, InstrumentId Instrument, string Model, string Version, PredictionKind Kind, double HorizonSeconds, IReadOnlyList<double> Outputs, string InputHash, double? Outcome)
{
    /// <summary>The price when it was asked; NaN where that is not known.</summary>
    public double Price { get; init; } = double.NaN;
}
