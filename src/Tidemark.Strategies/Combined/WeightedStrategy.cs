namespace Tidemark.Strategies.Combined;

/// <summary>
/// Weighs opinions: the score is the sum of weight, direction, strength and confidence multiplied, over the sum of all weights without
/// sign; from -1 (all short) to 1 (all long).
/// </summary>
public sealed class WeightedStrategy : CombinedStrategy
{
    private const double LargestWeight = 1_000;

    private readonly double[] weights;

    /// <param name="document">Its members.</param>
    public WeightedStrategy(CombinationDocument document) : base(document) => weights = [.. document.Members.Select(member => member.Weight)];

    [Parameter(Min = 0.001, Max = 1, Description = "score from which it enters; below minus this it sells short")]
    public double Threshold { get; init; } = 0.5;

    [Parameter(Min = 0, Max = 1, Description = "a position is kept while the score is above this, on its side")]
    public double Exit { get; init; }

    protected override IEnumerable<StrategyParameter> OwnParameters() =>
    [
        .. base.OwnParameters(),
        .. Parts.Select((member, number) => new StrategyParameter($"weight.{member.Name}", typeof(double),
            new ParameterAttribute { Min = -LargestWeight, Max = LargestWeight, Description = $"how much {member.Name} counts; negative counts against it" },
            strategy => ((WeightedStrategy)strategy).weights[number],
            (strategy, value) => ((WeightedStrategy)strategy).weights[number] = (double)value)),
    ];

    protected override void ValidateParameters()
    {
        base.ValidateParameters();
        if (Exit >= Threshold) throw new BadInputException($"parameter exit ({Exit}) must be smaller than threshold ({Threshold})");
        if (weights.All(weight => weight == 0)) throw new BadInputException("all weights are zero");
    }

    protected override Verdict Combine(InstrumentIndex instrument, ReadOnlySpan<Signal> opinions, PositionSide before)
    {
        var (sum, whole) = (0.0, 0.0);
        for (var member = 0; member < opinions.Length; member++)
        {
            ref readonly var opinion = ref opinions[member];
            var sign = opinion.Direction == PositionSide.Long ? 1 : opinion.Direction == PositionSide.Short ? -1 : 0;
            sum += weights[member] * sign * opinion.Strength * opinion.Confidence;
            whole += Math.Abs(weights[member]);
        }
        var score = sum / whole;
        if (score >= Threshold) return new Verdict(PositionSide.Long, "score long");
        if (score <= -Threshold) return new Verdict(PositionSide.Short, "score short");
        var isKept = (before == PositionSide.Long && score > Exit) || (before == PositionSide.Short && score < -Exit);
        return new Verdict(isKept ? before : PositionSide.Flat, "weak score");
    }
}
