using System.Globalization;
using System.Text;
using System.Text.Json;
using Tidemark.Analytics.Performance;
using Tidemark.Analytics.Returns;
using Tidemark.Analytics.Risk;
using Tidemark.Analytics.Rolling;
using Tidemark.Research.Results;
using Tidemark.Research.ReturnSeries;

namespace Tidemark.Tests.Analytics;

/// <summary>Every metric of every case of the reference folder: discovers <c>NAME_metrics.json</c>, so other cases of the same layout are tested too.</summary>
public sealed class ReferencePerformanceTests
{
    private const double RelativeTolerance = 1e-10;
    private const int RollingWindowLength = 60;

    public static TheoryData<string> Cases()
    {
        var names = SharedFolders.Reference is { } folder && Directory.Exists(Path.Combine(folder, "performance"))
            ? Directory.GetFiles(Path.Combine(folder, "performance"), "*_metrics.json").Select(f => Path.GetFileName(f)[..^"_metrics.json".Length]).Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        return new TheoryData<string>(names.DefaultIfEmpty("absent"));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Metrics_OfReferenceReturns_AgreeInEveryKey(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(CasePath(name, "metrics.json")));
        var assumptions = AssumptionsOf(document.RootElement);
        var file = ReturnsFile.Load(CasePath(name, "returns.csv"), "return", "benchmark_return");
        using var ours = JsonDocument.Parse(MetricsAsJson(file, assumptions));
        foreach (var expected in document.RootElement.GetProperty("metrics").EnumerateObject())
        {
            Assert.True(ours.RootElement.TryGetProperty(CamelCase(expected.Name), out var actual), $"no metric {CamelCase(expected.Name)}");
            if (expected.Value.ValueKind == JsonValueKind.Array)
            {
                for (var i = 0; i < expected.Value.GetArrayLength(); i++) AssertClose(expected.Name, expected.Value[i].GetDouble(), actual[i].GetDouble());
            }
            else if (expected.Value.ValueKind == JsonValueKind.Null) Assert.Equal(JsonValueKind.Null, actual.ValueKind);
            else AssertClose(expected.Name, expected.Value.GetDouble(), actual.GetDouble());
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Series_OfReferenceReturns_AgreeInEveryRow(string name)
    {
        var path = CasePath(name, "returns.csv");
        var returns = ReturnsFile.Load(path, "return", null).Returns;
        var cumulative = new double[returns.Length];
        var drawdown = new double[returns.Length];
        CumulativeReturn.ComputeSeries(returns, cumulative);
        MaximumDrawdown.ComputeSeries(returns, drawdown);
        AssertAllClose(ReturnsFile.Load(path, "cumulative_return", null).Returns, cumulative);
        AssertAllClose(ReturnsFile.Load(path, "drawdown", null).Returns, drawdown);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rolling_OfReferenceReturns_AgreesInEveryRow(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(CasePath(name, "metrics.json")));
        var assumptions = AssumptionsOf(document.RootElement);
        var returns = ReturnsFile.Load(CasePath(name, "returns.csv"), "return", null).Returns;
        var rows = File.ReadAllLines(CasePath(name, "rolling60.csv"))[1..].Select(line => line.Split(',')).ToArray();
        var drawdowns = RollingWindow.MaximumDrawdowns(returns, RollingWindowLength);
        // The rolling ratios of the reference were made at a riskless rate of zero, whatever the case's.
        var sharpes = RollingWindow.SharpeRatios(returns, RollingWindowLength, assumptions.PeriodsPerYear);
        Assert.Equal(rows.Length, drawdowns.Length);
        AssertAllClose([.. rows.Select(row => Number(row[1]))], drawdowns);
        AssertAllClose([.. rows.Select(row => Number(row[2]))], sharpes);
    }

    private static byte[] MetricsAsJson(ReturnsFile file, MetricAssumptions assumptions)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            MetricsJson.WriteProperties(writer, PerformanceMetrics.Compute(file.Returns, assumptions));
            MetricsJson.WriteProperties(writer, BenchmarkMetrics.Compute(file.Returns, file.Benchmark, assumptions));
            writer.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static MetricAssumptions AssumptionsOf(JsonElement root) => new(
        root.GetProperty("periods_per_year").GetDouble(),
        root.GetProperty("risk_free_per_period").GetDouble(),
        root.GetProperty("required_return_per_period_for_sortino_downside").GetDouble());

    private static string CasePath(string name, string suffix) => SharedFolders.ReferencePath($"performance/{name}_{suffix}");

    private static string CamelCase(string snakeCase)
    {
        var text = new StringBuilder();
        foreach (var word in snakeCase.Split('_')) text.Append(text.Length == 0 ? word[0] : char.ToUpperInvariant(word[0])).Append(word.AsSpan(1));
        return text.ToString();
    }

    private static double Number(string text) => text is "nan" or "" ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);

    private static void AssertAllClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) AssertClose($"row {i}", expected[i], actual[i]);
    }

    private static void AssertClose(string what, double expected, double actual)
    {
        if (double.IsNaN(expected)) Assert.True(double.IsNaN(actual), $"{what}: expected NaN, got {actual}");
        else Assert.True(Math.Abs(actual - expected) <= RelativeTolerance * Math.Max(Math.Abs(expected), 1e-5), $"{what}: expected {expected:R}, got {actual:R}");
    }
}
