using System.Text.Json;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Trees;

namespace Tidemark.Learning.Tests.Trees;

/// <summary>Predictions and contributions of XGBoost on a small table with missing values, written by bench/peers/xgboost_trees.py.</summary>
public class BoostingPeerTests
{
    private const int Columns = 6;
    private static readonly string Folder = Path.Combine(SharedFolders.RepositoryRoot, "tests/Tidemark.Learning.Tests/Trees/Reference");
    private static readonly JsonElement Cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "boosting.json"))).RootElement.GetProperty("cases");

    public static TheoryData<string> Names() => [.. Cases.EnumerateArray().Select(one => one.GetProperty("name").GetString()!)];

    [Theory, MemberData(nameof(Names))]
    public void Boosting_OfPeer_PredictsAndExplainsTheSame(string name)
    {
        var expected = Cases.EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);
        var table = NumberTable.Load(Path.Combine(Folder, "boosting.csv"));
        var label = expected.GetProperty("label").GetString()!;
        var task = label switch { "binary" => LearningTask.Binary, "classes" => LearningTask.MultiClass, _ => LearningTask.Regression };
        var values = Array.ConvertAll(table.Columns([.. Enumerable.Range(0, Columns).Select(column => $"f{column}")]), value => (float)value);
        var set = TreeSets.Of(values, Columns, table.Column(label), task, expected.GetProperty("weighted").GetBoolean() ? table.Column("weight") : null);
        var model = (TreeModel)TreeSets.Fit("gbm", set, [.. ReferenceTable.Parameters(expected.GetProperty("settings")).Select(pair => (pair.Key, pair.Value))]);
        var rows = set.Rows.ToArray().Where(row => row % expected.GetProperty("every").GetInt32() == 0).ToArray();
        var outputs = new double[rows.Length * model.Outputs];
        ((IFittedModel)model).Predict(set.Features, rows, outputs);
        Same(expected.GetProperty("predictions"), outputs, 1e-5);
        var contributions = new double[8][];
        for (var i = 0; i < contributions.Length; i++)
        {
            contributions[i] = new double[model.Outputs * (Columns + 1)];
            model.Explain(set.Features.Read(rows[i], 1), contributions[i]);
        }
        // The other library sums contributions in float.
        Same(expected.GetProperty("contributions"), [.. contributions.SelectMany(one => one)], 1e-4);
    }

    private static void Same(JsonElement expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.GetArrayLength(), actual.Length);
        for (var i = 0; i < actual.Length; i++) Assert.Equal(expected[i].GetDouble(), actual[i], tolerance);
    }
}
