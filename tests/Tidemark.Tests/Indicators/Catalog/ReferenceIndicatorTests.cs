using System.Globalization;
using System.Text.Json;
using Tidemark.Indicators;
using Tidemark.Indicators.Catalog;
using Tidemark.Storage.Import;

namespace Tidemark.Tests.Indicators.Catalog;

/// <summary>
/// Agreement with results of TA-Lib's C library: whatever functions, parameters and series lie in <c>indicators/*_columns.json</c> and
/// the tables beside it.
/// </summary>
public sealed class ReferenceIndicatorTests
{
    /// <summary>Those that TA-Lib computes from running sums of squares or products, whose rounding is larger.</summary>
    private static readonly string[] FromSumsOfSquares =
        ["STDDEV", "VAR", "BBANDS", "ACCBANDS", "CORREL", "BETA", "LINEARREG", "LINEARREG_SLOPE", "LINEARREG_INTERCEPT", "LINEARREG_ANGLE", "TSF"];

    /// <summary>A file of columns and a position in its list, so that every line is a test of its own.</summary>
    public static TheoryData<string, string> Functions
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var file in SharedFolders.Reference is { } folder ? Directory.GetFiles(Path.Combine(folder, "indicators"), "*_columns.json") : [])
            {
                using var document = JsonDocument.Parse(File.ReadAllBytes(file));
                foreach (var function in FunctionsOf(document)) data.Add(Path.GetFileName(file), function.GetProperty("columns")[0].GetString()!);
            }
            if (data.Count == 0) data.Add("", "");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Indicator_SameInput_AgreesWithTaLib(string file, string firstColumn)
    {
        var folder = SharedFolders.ReferencePath("indicators");
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, file)));
        var function = FunctionsOf(document).First(entry => entry.GetProperty("columns")[0].GetString() == firstColumn);
        var name = function.GetProperty("function").GetString()!;
        var bars = BarFileReader.Read(Path.Combine(folder, file.Replace("_columns.json", "_input.csv", StringComparison.Ordinal))).Bars;
        var descriptor = IndicatorCatalog.Standard.Find(name);
        var values = descriptor.ParseParameters(function.GetProperty("params").EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, pair.Value.GetRawText())));
        var inputs = function.GetProperty("inputs").EnumerateArray().Select(input => Enum.Parse<BarField>(input.GetString()!, ignoreCase: true)).ToArray();
        BarField[] fields = descriptor.DefaultFields.IsEmpty ? [] : inputs;

        var outputs = descriptor.Outputs.Length;
        var actual = new double[outputs * bars.Count];
        descriptor.Create(values, fields).Compute(Tidemark.Indicators.Columns.BarSpans.Of(bars), new(actual, outputs, bars.Count));

        var expected = Columns(Path.Combine(folder, function.GetProperty("file").GetString()!), [.. function.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!)]);
        Assert.Equal(expected.Length, outputs);
        var firstValid = function.GetProperty("first_valid_index").GetInt32();
        Assert.Equal(firstValid + 1, descriptor.Create(values, fields).WarmUp);
        for (var output = 0; output < outputs; output++)
        {
            var relative = FromSumsOfSquares.Contains(name) ? 1e-7 : 1e-9;
            var isInInputUnits = descriptor.Outputs[output].Scale is OutputScale.Level or OutputScale.Difference or OutputScale.Volume;
            var scale = 1.0;
            for (var i = 0; i < bars.Count; i++)
            {
                if (isInInputUnits)
                    foreach (var input in inputs) scale = Math.Max(scale, Math.Abs(input.Of(bars[i])));
                var (wanted, got) = (expected[output][i], actual[output * bars.Count + i]);
                Assert.True(double.IsNaN(wanted) ? double.IsNaN(got) : Math.Abs(got - wanted) <= relative * Math.Max(Math.Abs(wanted), scale),
                    $"{name} output {output} at {i}: {got:R}, TA-Lib has {wanted:R}");
            }
        }
    }

    private static IEnumerable<JsonElement> FunctionsOf(JsonDocument document) =>
        document.RootElement.EnumerateObject().Where(entry => entry.Value.ValueKind == JsonValueKind.Array).SelectMany(entry => entry.Value.EnumerateArray());

    private static double[][] Columns(string path, string[] names)
    {
        var lines = File.ReadAllLines(path);
        var header = lines[0].Split(',');
        var indexes = names.Select(name => Array.IndexOf(header, name)).ToArray();
        Assert.DoesNotContain(-1, indexes);
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        return [.. indexes.Select(index => rows.Select(row => row[index].Length == 0 || row[index] == "nan" ? double.NaN : double.Parse(row[index], CultureInfo.InvariantCulture)).ToArray())];
    }
}
