using System.Globalization;
using System.Text.Json;
using Tidemark.Statistics.Stationarity;

namespace Tidemark.Tests.Statistics;

/// <summary>Series and results of statsmodels, as <c>bench/peers/statsmodels_reference.py</c> wrote them.</summary>
internal static class ReferenceCases
{
    private static readonly Dictionary<string, Dictionary<string, double[]>> Files = [];

    public static List<JsonElement> Of(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(PathOf(name + ".json")));
        var cases = document.RootElement.EnumerateArray().Select(element => element.Clone()).ToList();
        Assert.NotEmpty(cases);
        return cases;
    }

    public static double[] Series(JsonElement test, string column)
    {
        var file = test.GetProperty("file").GetString()!;
        lock (Files)
        {
            if (!Files.TryGetValue(file, out var columns)) Files.Add(file, columns = Read(file));
            return columns[column];
        }
    }

    public static double[] Named(JsonElement test, string property) => Series(test, test.GetProperty(property).GetString()!);

    public static double[][] AllNamed(JsonElement test, string property) => [.. test.GetProperty(property).EnumerateArray().Select(name => Series(test, name.GetString()!))];

    public static double[] Numbers(JsonElement element) => [.. element.EnumerateArray().Select(value => value.GetDouble())];

    public static DeterministicTerms Terms(JsonElement test) => test.GetProperty("terms").GetString() switch
    {
        "n" => DeterministicTerms.None,
        "c" => DeterministicTerms.Constant,
        "ct" => DeterministicTerms.ConstantAndTrend,
        _ => DeterministicTerms.ConstantTrendAndSquare,
    };

    public static LagChoice Choice(JsonElement test) => test.GetProperty("choice").GetString()?.ToUpperInvariant() switch
    {
        "AIC" => LagChoice.Akaike,
        "BIC" => LagChoice.Bayesian,
        "T-STAT" => LagChoice.TStatistic,
        _ => LagChoice.Fixed,
    };

    public static int? MaximumLags(JsonElement test) =>
        test.GetProperty("maximumLags") is { ValueKind: JsonValueKind.Number } lags ? lags.GetInt32() : null;

    public static void Near(double expected, double actual, JsonElement test)
    {
        if (!(Math.Abs(expected - actual) <= 1e-6 * Math.Abs(expected) + 1e-10))
            Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{actual:R} instead of {expected:R} in {test.GetRawText()[..Math.Min(250, test.GetRawText().Length)]}"));
    }

    public static void Near(JsonElement expected, IReadOnlyList<double> actual, JsonElement test)
    {
        var numbers = Numbers(expected);
        Assert.Equal(numbers.Length, actual.Count);
        for (var i = 0; i < numbers.Length; i++) Near(numbers[i], actual[i], test);
    }

    public static double[] Parts(CriticalValues values) => [values.OnePercent, values.FivePercent, values.TenPercent];

    private static Dictionary<string, double[]> Read(string file)
    {
        var rows = File.ReadAllLines(PathOf(file + ".csv")).Select(line => line.Split(',')).ToArray();
        return rows[0].Select((name, column) => (name, column)).ToDictionary(
            pair => pair.name, pair => rows.Skip(1).Select(row => double.Parse(row[pair.column], CultureInfo.InvariantCulture)).ToArray());
    }

    private static string PathOf(string name) => Path.Combine(SharedFolders.RepositoryRoot, "tests", "Tidemark.Tests", "Statistics", "Reference", name);
}
