using System.Text.Json;

namespace Tidemark.Cli.Commands.Bench;

/// <summary>The medians of several runs of one benchmark on one machine.</summary>
internal sealed record BenchResult(string Name, BenchMachine Machine, int Runs, IReadOnlyList<BenchMetric> Metrics)
{
    /// <summary>The median of each metric over the runs.</summary>
    /// <exception cref="InvalidOperationException">The runs have different metrics.</exception>
    public static BenchResult Of(string name, BenchMachine machine, IReadOnlyList<IReadOnlyList<BenchMetric>> runs)
    {
        var metrics = new List<BenchMetric>();
        foreach (var (metric, index) in runs[0].Select((m, i) => (m, i)))
        {
            if (runs.Any(r => r.Count != runs[0].Count || r[index].Name != metric.Name))
                throw new InvalidOperationException($"the runs of '{name}' have different metrics");
            metrics.Add(metric with { Value = Median([.. runs.Select(r => r[index].Value)]) });
        }
        return new BenchResult(name, machine, runs.Count, metrics);
    }

    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", Name);
        writer.WritePropertyName("machine");
        Machine.WriteJson(writer);
        writer.WriteNumber("runs", Runs);
        writer.WriteStartArray("metrics");
        foreach (var metric in Metrics)
        {
            writer.WriteStartObject();
            writer.WriteString("name", metric.Name);
            writer.WriteNumber("value", metric.Value);
            writer.WriteString("unit", metric.Unit);
            writer.WriteString("better", metric.Better == BetterDirection.Higher ? "higher" : "lower");
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
