using Tidemark.Engine.Ports;

namespace Tidemark.Node.Sessions;

/// <summary>
/// Adds up how good predictions were, in bounded memory: each is set against a rule that knows nothing of the market. Probabilities stand
/// against the share of rises among the same outcomes (in hindsight, which favours the rule), expected returns against expecting none, weights
/// against holding all the time.
/// </summary>
/// <param name="kind">What the outputs mean.</param>
internal sealed class PredictionTally(PredictionKind kind)
{
    private const double LeastProbability = 1e-6;

    private Instant coveredTo = Instant.MinValue;
    private Sums risen;
    private Sums fallen;
    private long independent;
    private long calls;
    private long hits;
    private long ranged;
    private long covered;

    /// <summary>Takes a prediction whose horizon has passed.</summary>
    /// <param name="asked">When it was made.</param>
    /// <param name="due">The end of its horizon.</param>
    /// <param name="outputs">What the model said; nothing where it had no opinion.</param>
    /// <param name="outcome">The return until the end of the horizon.</param>
    public void Add(Instant asked, Instant due, ReadOnlySpan<double> outputs, double outcome)
    {
        if (Said(outputs) is not { } said || !double.IsFinite(outcome)) return;
        var hasRisen = outcome > 0;
        (hasRisen ? ref risen : ref fallen).Add(LossOf(said, outcome));
        var lean = kind is PredictionKind.Probability or PredictionKind.Direction ? said - 0.5 : said;
        if (lean != 0)
        {
            calls++;
            if (lean > 0 == hasRisen) hits++;
        }
        if (kind == PredictionKind.Value && outputs.Length >= 3 && outputs[1] <= outputs[2])
        {
            ranged++;
            if (outcome >= outputs[1] && outcome <= outputs[2]) covered++;
        }
        // Horizons that overlap share bars, and markets move together: only one at a time, of all instruments, counts as an observation of its own.
        if (asked < coveredTo) return;
        coveredTo = due;
        independent++;
    }

    public PredictionScore ToScore()
    {
        var judged = risen.Count + fallen.Count;
        var (advantage, error) = Advantage();
        var loss = judged == 0 ? double.NaN : (risen.Sum + fallen.Sum) / judged;
        return new PredictionScore
        {
            Judged = judged,
            Independent = independent,
            Rises = risen.Count,
            Calls = calls,
            Hits = hits,
            Loss = loss,
            BaseLoss = loss + advantage,
            Advantage = advantage,
            AdvantageError = independent > 1 ? error / Math.Sqrt(independent) : double.NaN,
            Ranged = ranged,
            Covered = covered,
        };
    }

    /// <summary>The probability of a rise among rise and fall, the expected return, or the weight; null where nothing was said of the market.</summary>
    private double? Said(ReadOnlySpan<double> outputs)
    {
        if (outputs.IsEmpty || kind == PredictionKind.Settings) return null;
        var said = outputs[0];
        if (kind == PredictionKind.Direction) said = outputs.Length >= 3 && outputs[0] + outputs[2] > 0 ? outputs[2] / (outputs[0] + outputs[2]) : double.NaN;
        return double.IsFinite(said) ? said : null;
    }

    /// <summary>What is added up: log loss; squared error less that of expecting nothing; what holding earned more than the weight.</summary>
    private double LossOf(double said, double outcome) => kind switch
    {
        PredictionKind.Value => said * said - 2 * said * outcome,
        PredictionKind.TargetWeight => (1 - said) * outcome,
        _ => -Math.Log(Math.Max(LeastProbability, outcome > 0 ? said : 1 - said)),
    };

    /// <summary>How much smaller the mean loss is than the rule's, and the standard deviation of one such difference.</summary>
    private (double Mean, double Deviation) Advantage()
    {
        double judged = risen.Count + fallen.Count;
        if (judged == 0) return (double.NaN, double.NaN);
        var isProbability = kind is PredictionKind.Probability or PredictionKind.Direction;
        // The rule's loss is the same for all rises and for all falls.
        var onRise = isProbability && risen.Count > 0 ? -Math.Log(risen.Count / judged) : 0;
        var onFall = isProbability && fallen.Count > 0 ? -Math.Log(fallen.Count / judged) : 0;
        var mean = (risen.Count * onRise - risen.Sum + fallen.Count * onFall - fallen.Sum) / judged;
        var squares = risen.SquaresFrom(onRise) + fallen.SquaresFrom(onFall);
        return (mean, Math.Sqrt(Math.Max(0, squares / judged - mean * mean)));
    }

    private struct Sums
    {
        public long Count;
        public double Sum;
        private double squares;

        public void Add(double value)
        {
            Count++;
            Sum += value;
            squares += value * value;
        }

        /// <summary>The sum of (rule - value)².</summary>
        public readonly double SquaresFrom(double rule) => Count * rule * rule - 2 * rule * Sum + squares;
    }
}
