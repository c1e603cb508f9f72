using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Trees.Boosting;

/// <summary>What boosting minimises: derivatives by the margin (what the trees add up to), and what a margin says.</summary>
internal abstract class BoostingLoss
{
    /// <summary>Words for a loss; those with a colon are XGBoost's.</summary>
    public static readonly string[] Names =
    [
        "auto", "squared", "absolute", "huber", "quantile", "logistic", "softmax", "reg:squarederror", "reg:absoluteerror", "reg:pseudohubererror",
        "reg:quantileerror", "binary:logistic", "multi:softprob", "multi:softmax",
    ];

    /// <summary>What the smallest second derivative is taken for.</summary>
    protected const float SmallestHessian = 1e-16f;

    /// <summary>The level of the residuals' quantile that a leaf takes instead of its Newton step; null for the Newton step.</summary>
    public virtual double? LeafQuantile => null;

    /// <summary>How a margin becomes a prediction.</summary>
    public virtual MarginLink Link => MarginLink.Identity;

    /// <summary>The margin of a base score.</summary>
    public virtual float BaseMargin(double score) => (float)score;

    /// <summary>The constant that fits the samples best, as a score.</summary>
    public virtual double BestConstant(Samples samples)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var i = 0; i < samples.Count; i++)
        {
            sum += samples.Targets[i] * samples.Weights[i];
            weight += samples.Weights[i];
        }
        return sum / weight;
    }

    /// <summary>Derivatives for one output.</summary>
    /// <param name="margins"><c>[samples, outputs]</c>.</param>
    /// <param name="pairs">First and second derivative of each sample, <c>[samples, 2]</c>.</param>
    public abstract void Derive(Samples samples, ReadOnlySpan<float> margins, int output, Span<float> pairs);

    /// <summary>The mean loss as learning curves show it.</summary>
    /// <param name="values">Predictions <c>[samples, outputs]</c>.</param>
    public abstract double Mean(Samples samples, double[] values);

    /// <exception cref="ArgumentException">The loss does not go with the task.</exception>
    public static BoostingLoss Of(BoostingOptions options, LearningTask task)
    {
        var name = options.Loss;
        BoostingLoss loss = name switch
        {
            "auto" => task switch { LearningTask.Binary => new LogisticLoss(options.PositiveWeight), LearningTask.MultiClass => new SoftmaxLoss(), _ => new SquaredLoss() },
            "squared" or "reg:squarederror" => new SquaredLoss(),
            "absolute" or "reg:absoluteerror" => new AbsoluteLoss(0.5, 2),
            "quantile" or "reg:quantileerror" => new AbsoluteLoss(options.QuantileLevel, 1),
            "huber" or "reg:pseudohubererror" => new HuberLoss(options.HuberSlope),
            "logistic" or "binary:logistic" => new LogisticLoss(options.PositiveWeight),
            _ => new SoftmaxLoss(),
        };
        var fits = task switch { LearningTask.Binary => loss is LogisticLoss, LearningTask.MultiClass => loss is SoftmaxLoss, _ => loss is not (LogisticLoss or SoftmaxLoss) };
        return fits ? loss : throw new ArgumentException($"the loss '{name}' is not for {task} targets");
    }

    protected static double WeightedMean(Samples samples, Func<int, double> loss)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var i = 0; i < samples.Count; i++)
        {
            sum += samples.Weights[i] * loss(i);
            weight += samples.Weights[i];
        }
        return sum / weight;
    }
}
