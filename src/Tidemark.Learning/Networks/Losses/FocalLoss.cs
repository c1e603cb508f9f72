using System.Collections.Immutable;

namespace Tidemark.Learning.Networks.Losses;

/// <summary>
/// Cross entropy with what is already right weighted down: <c>-alpha (1 - p)^gamma log p</c>, p being the probability of the right class
/// (Lin et al. 2017). One column is the logit of class 1, several are a logit a class; the target is the number of the class.
/// </summary>
public sealed class FocalLoss : Loss
{
    private readonly double gamma;
    private readonly ImmutableArray<double> alpha;

    /// <param name="gamma">How strongly right answers fade, at least 0; 0 is cross entropy.</param>
    /// <param name="alpha">A factor a class, class 0 first; empty for 1.</param>
    public FocalLoss(double gamma = 2, ImmutableArray<double> alpha = default)
    {
        if (!(gamma >= 0)) throw new ArgumentException($"gamma of the focal loss cannot be {gamma}; it is at least zero");
        this.gamma = gamma;
        this.alpha = alpha.IsDefault ? [] : alpha;
    }

    /// <inheritdoc/>
    public override string Name => "focal";

    /// <inheritdoc/>
    public override int TargetColumns(int columns) => 1;

    private protected override double Compute(in LossBatch batch, Span<float> gradients)
    {
        var classes = Math.Max(2, batch.Columns);
        if (!alpha.IsEmpty && alpha.Length != classes) throw new ArgumentException($"{alpha.Length} values of alpha for {classes} classes");
        var loss = 0.0;
        for (var row = 0; row < batch.Rows; row++)
        {
            var right = LossMath.ClassOf(batch.Targets[row], classes);
            var share = batch.Share(row) * (alpha.IsEmpty ? 1 : alpha[right]);
            var gradient = gradients.IsEmpty ? [] : gradients.Slice(row * batch.Columns, batch.Columns);
            loss += share * (batch.Columns == 1 ? OfOne(batch.Row(row), right, share, gradient) : OfClasses(batch.Row(row), right, share, gradient));
        }
        return loss;
    }

    private double OfOne(ReadOnlySpan<float> logits, int right, double share, Span<float> gradient)
    {
        var signed = right == 1 ? logits[0] : -(double)logits[0];
        var loss = Of(-LossMath.SoftPlus(-signed), LossMath.Sigmoid(-signed), out var slope);
        if (!gradient.IsEmpty) gradient[0] = (float)(share * slope * LossMath.Sigmoid(-signed) * (right == 1 ? 1 : -1));
        return loss;
    }

    private double OfClasses(ReadOnlySpan<float> logits, int right, double share, Span<float> gradient)
    {
        var sum = LossMath.LogSumExp(logits);
        var wrong = 0.0;
        for (var c = 0; c < logits.Length; c++) wrong += c == right ? 0 : Math.Exp(logits[c] - sum);
        var loss = Of(logits[right] - sum, wrong, out var slope);
        for (var c = 0; c < gradient.Length; c++) gradient[c] = (float)(share * slope * (c == right ? wrong : -Math.Exp(logits[c] - sum)));
        return loss;
    }

    /// <summary>The loss and its slope by log p, from log p and 1 - p, which keeps its digits when p is nearly 1.</summary>
    private double Of(double logarithm, double wrong, out double slope)
    {
        var factor = Math.Pow(wrong, gamma);
        slope = -factor;
        if (gamma > 0 && wrong > 0) slope += gamma * Math.Pow(wrong, gamma - 1) * (1 - wrong) * logarithm;
        return -factor * logarithm;
    }
}
