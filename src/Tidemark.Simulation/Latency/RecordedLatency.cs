using System.Collections.Immutable;
using System.Globalization;

namespace Tidemark.Simulation.Latency;

/// <summary>Delays that were measured, in their order, from the beginning again at the end.</summary>
/// <param name="pairs">Outward and back, in milliseconds; at least one.</param>
public sealed class RecordedLatency(ImmutableArray<(double Outward, double Back)> pairs) : ILatencyModel
{
    /// <summary>More are not kept with a session.</summary>
    public const int MostPairs = 100_000;

    public string Name => string.Create(CultureInfo.InvariantCulture, $"recorded:{pairs.Length}");

    /// <summary>Outward and back, in milliseconds.</summary>
    public ImmutableArray<(double Outward, double Back)> Pairs => pairs;

    public Func<LatencyPair> Begin()
    {
        var next = 0;
        return () =>
        {
            var (outward, back) = pairs[next];
            next = next + 1 == pairs.Length ? 0 : next + 1;
            return new LatencyPair(LatencyModels.FromMilliseconds(outward), LatencyModels.FromMilliseconds(back));
        };
    }
}
