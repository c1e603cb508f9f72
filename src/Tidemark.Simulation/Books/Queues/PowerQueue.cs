using System.Globalization;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Simulation.Books.Queues;

/// <summary>
/// Cancellations fall on those before and behind us by a power of their quantities: p = B^n / (F^n + B^n). With n = 1 in proportion; the larger n,
/// the more on the longer part. A form that hftbacktest (<c>PowerProbQueueFunc</c>) and Rigtorp's estimator made usual.
/// Unrealistic: the exponent is a guess until it is fitted to fills of one's own.
/// </summary>
/// <param name="exponent">n, above zero.</param>
public sealed class PowerQueue(double exponent) : ShareQueue
{
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"power:{exponent}");

    public override string Assumption => string.Create(CultureInfo.InvariantCulture, $"cancellations shared by quantity before and behind us to the power of {exponent}");

    protected override double ShareFromBehind(double ahead, double behind)
    {
        if (behind <= 0) return 0;
        // The ratio first: powers of large quantities would overflow.
        var ratio = PortableMath.Exp(exponent * (PortableMath.Log(ahead) - PortableMath.Log(behind)));
        return 1 / (1 + ratio);
    }
}
