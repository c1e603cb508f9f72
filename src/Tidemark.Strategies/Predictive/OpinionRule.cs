using Tidemark.Engine.Ports;
using Tidemark.Statistics.Distributions;

namespace Tidemark.Strategies.Predictive;

/// <summary>Turns the outputs of a model into an opinion: what is too weak to enter on is the dead zone.</summary>
/// <param name="EnterProbability">Least probability of a side to enter, from 0.5.</param>
/// <param name="StayProbability">Least probability of a side to stay on it.</param>
/// <param name="EnterReturn">Least expected return to enter, a fraction.</param>
/// <param name="StayReturn">Least expected return to stay, a fraction.</param>
public readonly record struct OpinionRule(double EnterProbability, double StayProbability, double EnterReturn, double StayReturn)
{
    /// <summary>The normal distribution beyond which a strength is full, in usual sizes of the model's values.</summary>
    private const double FullStrength = 2;

    /// <summary>Of the outputs of a model.</summary>
    public ModelOpinion Of(PredictionSchema schema, ReadOnlySpan<double> outputs)
    {
        foreach (var output in outputs)
            if (!double.IsFinite(output)) return ModelOpinion.None;
        return schema.Kind switch
        {
            PredictionKind.Probability => OfProbabilities(1 - outputs[0], outputs[0]),
            PredictionKind.Direction => OfProbabilities(outputs[0], outputs[^1]),
            PredictionKind.TargetWeight => OfWeight(outputs[0]),
            _ => OfReturn(schema, outputs),
        };
    }

    /// <summary>Of a share of a unit, from -1 to 1.</summary>
    public static ModelOpinion OfWeight(double weight)
    {
        var side = weight > 0 ? PositionSide.Long : weight < 0 ? PositionSide.Short : PositionSide.Flat;
        return new ModelOpinion(side, side, Math.Min(1, Math.Abs(weight)), 1, Math.Clamp(weight, -1, 1));
    }

    private ModelOpinion OfProbabilities(double down, double up)
    {
        var (side, better) = up >= down ? (PositionSide.Long, up) : (PositionSide.Short, down);
        return new ModelOpinion(better >= EnterProbability ? side : PositionSide.Flat, better >= StayProbability ? side : PositionSide.Flat,
            Math.Clamp(up >= down ? up - down : down - up, 0, 1), Math.Clamp(better, 0, 1), double.NaN);
    }

    private ModelOpinion OfReturn(PredictionSchema schema, ReadOnlySpan<double> outputs)
    {
        var value = outputs[0];
        var size = Math.Abs(value);
        var side = value > 0 ? PositionSide.Long : value < 0 ? PositionSide.Short : PositionSide.Flat;
        var usual = schema.Scale > 0 ? schema.Scale : Math.Max(EnterReturn, double.Epsilon);
        // Sure is a model whose low and high values are both on the side of its value; otherwise it is as sure as the normal distribution of its usual size.
        var confidence = outputs.Length >= 3 && Math.Sign(outputs[1]) == Math.Sign(outputs[2]) && Math.Sign(outputs[1]) == Math.Sign(value) ? 1
            : NormalDistribution.Cumulative(size / usual);
        return new ModelOpinion(size >= EnterReturn && size > 0 ? side : PositionSide.Flat, size >= StayReturn ? side : PositionSide.Flat,
            Math.Min(1, size / (FullStrength * usual)), Math.Clamp(confidence, 0, 1), double.NaN);
    }
}
