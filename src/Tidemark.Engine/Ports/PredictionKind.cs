namespace Tidemark.Engine.Ports;

/// <summary>What the first outputs of a model mean.</summary>
public enum PredictionKind : byte
{
    /// <summary>A return over the horizon, a fraction; where there are three outputs the second and third are a low and a high one.</summary>
    Value,

    /// <summary>The probability that the price rises.</summary>
    Probability,

    /// <summary>The probabilities that it falls, stays and rises, in this order.</summary>
    Direction,

    /// <summary>What share of a unit should be held, from -1 to 1.</summary>
    TargetWeight,

    /// <summary>A value for each setting of the strategies that it steers (<see cref="PredictionSchema.Steers"/>).</summary>
    Settings,
}
