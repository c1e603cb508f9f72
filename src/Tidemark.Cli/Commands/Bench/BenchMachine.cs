using System.Runtime.InteropServices;
using System.Text.Json;

namespace Tidemark.Cli.Commands.Bench;

/// <summary>Where figures were measured: without it they say nothing.</summary>
internal sealed record BenchMachine(string Processor, int Cores, long MemoryBytes, string System, string Runtime)
{
    public static BenchMachine Current() =>
        new(ProcessorName(), Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}", RuntimeInformation.FrameworkDescription);

    public override string ToString() => $"{Processor}, {Cores} cores, {MemoryBytes / (1L << 30)} GiB, {System}, {Runtime}";

    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("processor", Processor);
        writer.WriteNumber("cores", Cores);
        writer.WriteNumber("memoryBytes", MemoryBytes);
        writer.WriteString("system", System);
        writer.WriteString("runtime", Runtime);
        writer.WriteEndObject();
    }

    public static BenchMachine Read(JsonElement element) =>
        new(element.GetProperty("processor").GetString() ?? "", element.GetProperty("cores").GetInt32(),
            element.GetProperty("memoryBytes").GetInt64(), element.GetProperty("system").GetString() ?? "", element.GetProperty("runtime").GetString() ?? "");

    private static string ProcessorName()
    {
        const string file = "/proc/cpuinfo";
        if (!File.Exists(file)) return RuntimeInformation.ProcessArchitecture.ToString();
        var line = File.ReadLines(file).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal));
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
