using System.Text.Json;

namespace Tidemark.Cli.Commands.Bench;

/// <summary>The committed figures in <c>bench/baseline.json</c>: an array of results, one for each benchmark.</summary>
internal sealed class BenchBaseline
{
    private readonly List<BenchResult> results = [];

    /// <summary>The file in the repository that this program was built in, or null outside of one.</summary>
    public static string? DefaultPath()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Tidemark.slnx"))) return Path.Combine(folder.FullName, "bench", "baseline.json");
        return null;
    }

    /// <summary>The figures in a file; none when there is no file.</summary>
    /// <exception cref="BadInputException">The file is not a baseline.</exception>
    public static BenchBaseline Load(string? path)
    {
        var baseline = new BenchBaseline();
        if (path is null || !File.Exists(path)) return baseline;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (var element in document.RootElement.EnumerateArray()) baseline.results.Add(Read(element));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new BadInputException($"{path} is not a baseline: {e.Message}", e);
        }
        return baseline;
    }

    public BenchResult? Find(string name) => results.Find(r => r.Name == name);

    /// <summary>Puts a result in the place of the one of the same name and writes the file.</summary>
    public void Replace(BenchResult result, string path)
    {
        results.RemoveAll(r => r.Name == result.Name);
        results.Add(result);
        results.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = File.Create(path);
        using (var writer = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartArray();
            foreach (var each in results) each.WriteJson(writer);
            writer.WriteEndArray();
        }
        file.WriteByte((byte)'\n');
    }

    private static BenchResult Read(JsonElement element) =>
        new(element.GetProperty("name").GetString() ?? "", BenchMachine.Read(element.GetProperty("machine")), element.GetProperty("runs").GetInt32(),
            [.. element.GetProperty("metrics").EnumerateArray().Select(m => new BenchMetric(
                m.GetProperty("name").GetString() ?? "", m.GetProperty("value").GetDouble(), m.GetProperty("unit").GetString() ?? "",
                m.GetProperty("better").GetString() == "higher" ? BetterDirection.Higher : BetterDirection.Lower))]);
}
