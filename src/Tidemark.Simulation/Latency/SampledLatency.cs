using System.Globalization;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Simulation.Latency;

/// <summary>
/// Delays drawn from a log-normal distribution, outward and back independently, by a seed. Unrealistic: draws know nothing of each
/// other, while real delays come in bursts.
/// </summary>
/// <param name="medianMilliseconds">Half of the delays are below.</param>
/// <param name="slowMilliseconds">One in a hundred is above.</param>
/// <param name="seed">The same seed gives the same delays.</param>
public sealed class SampledLatency(double medianMilliseconds, double slowMilliseconds, ulong seed) : ILatencyModel
{
    /// <summary>The 99 % quantile of the normal distribution.</summary>
    private const double NormalQuantile99 = 2.3263478740408408;

    public string Name => string.Create(CultureInfo.InvariantCulture, $"sampled:{medianMilliseconds},{slowMilliseconds},{seed}");

    public Func<LatencyPair> Begin()
    {
        var random = new SeededRandom(seed, "latency");
        var center = PortableMath.Log(medianMilliseconds);
        var width = (PortableMath.Log(slowMilliseconds) - center) / NormalQuantile99;
        return () => new LatencyPair(Draw(), Draw());

        Duration Draw() => LatencyModels.FromMilliseconds(PortableMath.Exp(center + width * random.NextNormal()));
    }
}
