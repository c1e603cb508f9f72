namespace Tidemark.Strategies.Predictive;

/// <summary>What a prediction comes to.</summary>
/// <param name="Side">The side on which it is clear enough to enter; flat in the dead zone.</param>
/// <param name="Leaning">The side on which it is clear enough to stay.</param>
/// <param name="Strength">How far it goes, 0 to 1.</param>
/// <param name="Confidence">How sure the model is, 0 to 1.</param>
/// <param name="Weight">For models that say how much to hold: from -1 to 1; else NaN.</param>
public readonly record struct ModelOpinion(PositionSide Side, PositionSide Leaning, double Strength, double Confidence, double Weight)
{
    /// <summary>No opinion.</summary>
    public static ModelOpinion None { get; } = new(PositionSide.Flat, PositionSide.Flat, 0, 0, double.NaN);
}
