using System.Globalization;
using System.Text.Json;
using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Tests.Trees;

/// <summary>Models of another library below the reference folder: NAME_results.json with NAME_train.csv and NAME_test.csv beside it.</summary>
internal sealed class ReferenceTable
{
    private readonly NumberTable train;
    private readonly NumberTable test;
    private readonly string[] features;

    private ReferenceTable(string name)
    {
        Results = JsonDocument.Parse(File.ReadAllBytes(SharedFolders.ReferencePath($"ml/{name}_results.json"))).RootElement;
        train = NumberTable.Load(SharedFolders.ReferencePath($"ml/{name}_train.csv"));
        test = NumberTable.Load(SharedFolders.ReferencePath($"ml/{name}_test.csv"));
        features = [.. Results.GetProperty("features").EnumerateArray().Select(one => one.GetString()!)];
        Name = name;
    }

    public string Name { get; }

    public JsonElement Results { get; }

    public static ReferenceTable Load(string name) => new(name);

    /// <summary>Name, label and model of every result whose model's name begins so.</summary>
    public static TheoryData<string, string, string> Models(string prefix)
    {
        var data = new TheoryData<string, string, string>();
        foreach (var name in Names("*_results.json", "_results.json"))
            foreach (var label in JsonDocument.Parse(File.ReadAllBytes(SharedFolders.ReferencePath($"ml/{name}_results.json"))).RootElement.GetProperty("results").EnumerateObject())
                foreach (var model in label.Value.EnumerateObject())
                    if (model.Name.StartsWith(prefix, StringComparison.Ordinal)) data.Add(name, label.Name, model.Name);
        // Where the folder is absent one case says so by being skipped.
        return data.Count > 0 ? data : new TheoryData<string, string, string> { { "btcusdt_1h", "label_next_up", prefix } };
    }

    public static IEnumerable<string> Names(string pattern, string ending)
    {
        var folder = SharedFolders.Reference is { } reference ? Path.Combine(reference, "ml") : "";
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal).Select(path => Path.GetFileName(path)[..^ending.Length]) : [];
    }

    public TrainingSet Train(string label) => Set(train, label);

    public TrainingSet Test(string label) => Set(test, label);

    public JsonElement Result(string label, string model) => Results.GetProperty("results").GetProperty(label).GetProperty(model);

    /// <summary>The other library's probabilities, where it wrote them.</summary>
    public double[]? Predictions(string label, string model)
    {
        var path = Path.Combine(SharedFolders.Reference!, "ml", $"{Name}_test_predictions.csv");
        if (!File.Exists(path)) return null;
        var table = NumberTable.Load(path);
        return table.Names.Contains($"{label}.{model}") ? table.Column($"{label}.{model}") : null;
    }

    public static IEnumerable<KeyValuePair<string, string>> Parameters(JsonElement parameters) =>
        parameters.EnumerateObject().Select(one => KeyValuePair.Create(one.Name, one.Value.ValueKind == JsonValueKind.Number ? one.Value.GetDouble().ToString("R", CultureInfo.InvariantCulture) : one.Value.ToString()));

    private TrainingSet Set(NumberTable table, string label) => new()
    {
        Features = new FeatureTable(Array.ConvertAll(table.Columns(features), value => (float)value), features.Length),
        Columns = [.. features],
        Rows = Enumerable.Range(0, table.Count).ToArray(),
        Targets = table.Column(label),
        Task = LearningTask.Binary,
        Classes = 2,
    };
}
