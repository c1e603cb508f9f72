using System.Globalization;
using System.Text.Json.Nodes;
using Tidemark.Learning.Kernels;
using Tidemark.Learning.Networks.Cases;

namespace Tidemark.Learning.Tests.Networks.Cases;

/// <summary>
/// Every file of the folder of network references, whichever are there: differences of at most 1e-4 of the largest magnitude of each tensor,
/// in every form of vectors.
/// </summary>
public class NetworkCaseTests
{
    private const double Tolerance = 1e-4;

    /// <summary>Larger files are computed in the machine's best form alone, for time.</summary>
    private const long LargestInEveryForm = 300_000;

    [Fact]
    public void Check_ReferenceFiles_Agree()
    {
        var files = Directory.GetFiles(SharedFolders.ReferencePath("nn"), "*.json").Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(files);
        foreach (var form in Enum.GetValues<VectorForm>().Where(form => form <= Hardware.Best))
            foreach (var file in files.Where(file => form == Hardware.Best || new FileInfo(file).Length <= LargestInEveryForm))
            {
                Hardware.Force(form);
                try
                {
                    var report = NetworkCase.Check(file);
                    Assert.NotEmpty(report.Comparisons);
                    Assert.True(report.Agrees(Tolerance), $"{Path.GetFileName(file)} by {form}: {report.Worst}, not computed: {string.Join(", ", report.Missing)}");
                }
                finally
                {
                    Hardware.Force(null);
                }
            }
    }

    [Fact]
    public void Check_ValueOfTheFileIsWrong_IsFound() => InFolder(folder =>
    {
        var root = Linear();
        var path = Write(folder, root);
        var report = NetworkCase.Check(path);
        Assert.True(report.Agrees(Tolerance), $"{report.Worst}");
        // Half the squared error's slope, in each of the tensors' elements.
        root["grads"]!["0.weight"]!["data"]![0] = 12.01;
        report = NetworkCase.Check(Write(folder, root));
        Assert.False(report.Agrees(Tolerance));
        Assert.Equal("grads/0.weight", report.Worst!.Path);
        Assert.Equal(0.01 / 12.01, report.Worst.RelativeError, 1e-6);
    });

    [Fact]
    public void Check_ResultThatIsNotKnown_IsMissing() => InFolder(folder =>
    {
        var root = Linear();
        root["expected"]!["attention"] = 3;
        var report = NetworkCase.Check(Write(folder, root));
        Assert.Equal(["expected/attention"], report.Missing);
        Assert.False(report.Agrees(Tolerance));
    });

    [Fact]
    public void Check_FileWithoutResults_ComputesThem() => InFolder(folder =>
    {
        var root = Linear();
        foreach (var name in new[] { "expected", "grads", "input_grad" }) root.Remove(name);
        var report = NetworkCase.Check(Write(folder, root));
        Assert.Equal(9, (double)report.Results["expected"]!["loss"]!, 1e-6);
        Assert.Empty(report.Comparisons);
        Assert.Null(report.Worst);
    });

    [Fact]
    public void Check_NoCase_IsRefusedByName() => InFolder(folder =>
    {
        string Refused(string text)
        {
            var path = Path.Combine(folder, "case.json");
            File.WriteAllText(path, text);
            return Assert.Throws<InvalidDataException>(() => NetworkCase.Check(path)).Message;
        }
        Assert.Contains("no JSON", Refused("{"), StringComparison.Ordinal);
        Assert.Contains("no JSON object", Refused("[1]"), StringComparison.Ordinal);
        Assert.Contains("no 'params'", Refused("{}"), StringComparison.Ordinal);
        Assert.Contains("no network is known", Refused("""{"params": {"kernel": {"shape": [1], "data": [1]}}}"""), StringComparison.Ordinal);
        Assert.Contains("'kernel' is no tensor", Refused("""{"params": {"kernel": {"shape": [2], "data": [1]}}}"""), StringComparison.Ordinal);
        Assert.Contains("no 'input'", Refused("""{"model": "Linear(1,1)", "params": {"0.weight": {"shape": [1, 1], "data": [1]}}}"""), StringComparison.Ordinal);
    });

    /// <summary>y = 2 x without bias at x = 2 against 1: the loss is 9, its slopes 12 and 12.</summary>
    private static JsonObject Linear()
    {
        JsonObject Tensor(double value, params int[] shape) => new() { ["shape"] = new JsonArray([.. shape.Select(size => (JsonNode)size)]), ["data"] = new JsonArray(value) };
        return new JsonObject
        {
            ["model"] = "Linear(1,1)",
            ["loss_kind"] = "mse",
            ["params"] = new JsonObject { ["0.weight"] = Tensor(2, 1, 1) },
            ["input"] = Tensor(2, 1, 1),
            ["target"] = Tensor(1, 1, 1),
            ["expected"] = new JsonObject { ["output"] = Tensor(4, 1, 1), ["loss"] = 9 },
            ["grads"] = new JsonObject { ["0.weight"] = Tensor(12, 1, 1) },
            ["input_grad"] = Tensor(12, 1, 1),
        };
    }

    private static string Write(string folder, JsonObject root)
    {
        var path = Path.Combine(folder, "case.json");
        File.WriteAllText(path, root.ToJsonString());
        return path;
    }

    private static void InFolder(Action<string> test)
    {
        var folder = Directory.CreateTempSubdirectory("tidemark-case-" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture)).FullName;
        try
        {
            test(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
