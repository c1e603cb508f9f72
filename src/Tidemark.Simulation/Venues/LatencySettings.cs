using System.Globalization;
using Tidemark.Engine.Journaling;
using Tidemark.Simulation.Latency;

namespace Tidemark.Simulation.Venues;

/// <summary>A latency model as settings of a session; measured delays are written out, since their file may be gone at a restart.</summary>
internal static class LatencySettings
{
    private const string Model = "latency";
    private const string Recorded = "latencyRecorded";

    /// <summary>Texts of a record are limited to 64 KiB.</summary>
    private const int PairsPerSetting = 1_000;

    public static IEnumerable<NamedText> Describe(ILatencyModel latency)
    {
        yield return new NamedText(Model, latency.Name);
        if (latency is not RecordedLatency recorded) yield break;
        for (var start = 0; start < recorded.Pairs.Length; start += PairsPerSetting)
        {
            var part = recorded.Pairs.AsSpan().Slice(start, Math.Min(PairsPerSetting, recorded.Pairs.Length - start)).ToArray();
            yield return new NamedText(Recorded, string.Join(' ', part.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Outward},{pair.Back}"))));
        }
    }

    public static ILatencyModel? LatencyOf(SessionStartedRecord started)
    {
        if (started.FindSetting(Model) is not { } name) return null;
        if (!name.StartsWith("recorded:", StringComparison.Ordinal)) return LatencyModels.Parse(name);
        var lines = started.Settings.Where(setting => setting.Name == Recorded).SelectMany(setting => setting.Text.Split(' '));
        return LatencyModels.Read("the session's first record", lines);
    }
}
