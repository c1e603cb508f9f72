using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Calibration;

/// <summary>
/// 1 / (1 + exp(-(a f + b))) of the logarithm f of the odds. Targets are drawn in as by Platt, to (n₊ + 1) / (n₊ + 2) and 1 / (n₋ + 2), and the
/// likelihood is maximised by Newton's method with halved steps. A curve that would fall is made flat: calibration does not turn a model round.
/// </summary>
/// <remarks>Source: J. Platt, "Probabilistic outputs for support vector machines" (1999); H.-T. Lin, C.-J. Lin and R. Weng, "A note on Platt's probabilistic outputs" (2007).</remarks>
internal sealed class PlattMap(double slope, double offset) : CalibrationMap
{
    private const double Closest = 1e-12;
    private const int MostSteps = 100;

    public double Slope => slope;

    public double Offset => offset;

    public override double Apply(double probability) => Sigmoid(slope * Odds(probability) + offset);

    public override StateTensor Save() => StateTensor.Of<double>([slope, offset]);

    /// <param name="isMember">1 for samples of the class, else 0.</param>
    /// <param name="probabilities">What was predicted for them.</param>
    /// <param name="weights">One a sample.</param>
    public static PlattMap Fit(double[] isMember, double[] probabilities, double[] weights)
    {
        var odds = Array.ConvertAll(probabilities, Odds);
        double members = 0, others = 0;
        for (var i = 0; i < odds.Length; i++)
        {
            if (isMember[i] > 0) members += weights[i];
            else others += weights[i];
        }
        var (high, low) = ((members + 1) / (members + 2), 1 / (others + 2));
        var targets = Array.ConvertAll(isMember, one => one > 0 ? high : low);
        var (slope, offset) = (0.0, Math.Log((members + 1) / (others + 1)));
        var loss = Loss(odds, targets, weights, slope, offset);
        for (var step = 0; step < MostSteps; step++)
        {
            double ga = 0, gb = 0, haa = 1e-12, hab = 0, hbb = 1e-12;
            for (var i = 0; i < odds.Length; i++)
            {
                var p = Sigmoid(slope * odds[i] + offset);
                var (away, curve) = (weights[i] * (p - targets[i]), weights[i] * p * (1 - p));
                ga += away * odds[i];
                gb += away;
                haa += curve * odds[i] * odds[i];
                hab += curve * odds[i];
                hbb += curve;
            }
            if (Math.Abs(ga) < 1e-10 * odds.Length && Math.Abs(gb) < 1e-10 * odds.Length) break;
            var determinant = haa * hbb - hab * hab;
            // Where all predictions are the same there is one direction only.
            var (da, db) = determinant > 1e-12 * haa * hbb ? ((hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant) : (0, gb / hbb);
            var (length, next) = (1.0, 0.0);
            while ((next = Loss(odds, targets, weights, slope - length * da, offset - length * db)) > loss && length > 1e-10) length /= 2;
            if (length <= 1e-10) break;
            (slope, offset, loss) = (slope - length * da, offset - length * db, next);
        }
        return slope >= 0 ? new PlattMap(slope, offset) : new PlattMap(0, Math.Log((members + 1) / (others + 1)));
    }

    private static double Loss(double[] odds, double[] targets, double[] weights, double slope, double offset)
    {
        var sum = 0.0;
        for (var i = 0; i < odds.Length; i++)
        {
            var z = slope * odds[i] + offset;
            sum += weights[i] * (Math.Max(z, 0) - targets[i] * z + Math.Log(1 + Math.Exp(-Math.Abs(z))));
        }
        return sum;
    }

    private static double Odds(double probability)
    {
        var inside = Math.Clamp(probability, Closest, 1 - Closest);
        return Math.Log(inside / (1 - inside));
    }

    private static double Sigmoid(double z) => z >= 0 ? 1 / (1 + Math.Exp(-z)) : Math.Exp(z) / (1 + Math.Exp(z));
}
