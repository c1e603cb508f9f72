using System.Globalization;

namespace Tidemark.Simulation.Latency;

/// <summary>Always the same delays. Unrealistic: delays grow exactly when markets move.</summary>
/// <param name="outwardMilliseconds">From the decision to the venue.</param>
/// <param name="backMilliseconds">From the venue to us.</param>
public sealed class FixedLatency(double outwardMilliseconds, double backMilliseconds) : ILatencyModel
{
    public string Name => string.Create(CultureInfo.InvariantCulture, $"fixed:{outwardMilliseconds},{backMilliseconds}");

    public Func<LatencyPair> Begin()
    {
        var pair = new LatencyPair(LatencyModels.FromMilliseconds(outwardMilliseconds), LatencyModels.FromMilliseconds(backMilliseconds));
        return () => pair;
    }
}
