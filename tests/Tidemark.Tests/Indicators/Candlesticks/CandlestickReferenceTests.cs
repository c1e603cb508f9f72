using System.Globalization;
using System.Text.Json;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.Columns;
using Tidemark.Storage.Import;

namespace Tidemark.Tests.Indicators.Candlesticks;

/// <summary>
/// Agreement with TA-Lib on every bar: whatever series lie in <c>indicators/candles_*_summary.json</c> with their sparse values beside
/// them and their bars in <c>inputs</c>.
/// </summary>
public sealed class CandlestickReferenceTests
{
    /// <summary>A series and a pattern, so that every pair is a test of its own.</summary>
    public static TheoryData<string, string> Patterns
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var file in SharedFolders.Reference is { } folder ? Directory.GetFiles(Path.Combine(folder, "indicators"), "candles_*_summary.json") : [])
            {
                using var document = JsonDocument.Parse(File.ReadAllBytes(file));
                var series = Path.GetFileName(file)["candles_".Length..^"_summary.json".Length];
                foreach (var pattern in document.RootElement.GetProperty("patterns").EnumerateObject()) data.Add(series, pattern.Name);
            }
            if (data.Count == 0) data.Add("", "");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Pattern_EveryBar_IsTaLibs(string series, string pattern)
    {
        var folder = SharedFolders.ReferencePath("indicators");
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, $"candles_{series}_summary.json")));
        var summary = document.RootElement.GetProperty("patterns").GetProperty(pattern);
        var bars = BarFileReader.Read(Path.Combine(SharedFolders.ReferencePath("inputs"), $"{series}.csv")).Bars;
        Assert.Equal(document.RootElement.GetProperty("bars").GetInt32(), bars.Count);
        var descriptor = IndicatorCatalog.Standard.Find(pattern);
        var parameters = summary.GetProperty("penetration") is { ValueKind: JsonValueKind.Number } penetration
            ? descriptor.ParseParameters([KeyValuePair.Create("penetration", penetration.GetRawText())])
            : null;

        var actual = new double[bars.Count];
        var indicator = descriptor.Create(parameters);
        indicator.Compute(BarSpans.Of(bars), new OutputColumns(actual, 1, bars.Count));

        var firstValid = summary.GetProperty("first_valid_index").GetInt32();
        Assert.Equal(firstValid + 1, indicator.WarmUp);
        var expected = Expected(Path.Combine(folder, $"candles_{series}_sparse.csv"), pattern);
        Assert.Equal(summary.GetProperty("nonzero").GetInt32(), expected.Count);
        for (var i = 0; i < bars.Count; i++)
            Assert.True(i < firstValid ? double.IsNaN(actual[i]) : actual[i] == expected.GetValueOrDefault(i), $"bar {i}: {actual[i]}, TA-Lib has {expected.GetValueOrDefault(i)}");
    }

    private static Dictionary<int, double> Expected(string path, string pattern) => File.ReadLines(path)
        .Where(line => line.StartsWith(pattern + ",", StringComparison.Ordinal))
        .Select(line => line.Split(','))
        .ToDictionary(fields => int.Parse(fields[1], CultureInfo.InvariantCulture), fields => double.Parse(fields[3], CultureInfo.InvariantCulture));
}
