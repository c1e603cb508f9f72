using System.Globalization;
using System.Text;
using Tidemark.Integration.Tests.Harness;

namespace Tidemark.Integration.Tests.Cli;

public sealed class ModelsOnnxTests : IDisposable
{
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void Import_ExportedNetwork_PredictsTheSame()
    {
        var text = new StringBuilder("a,b,y\n");
        for (var i = 0; i < 80; i++) text.Append(CultureInfo.InvariantCulture, $"{Math.Sin(i)},{Math.Cos(3 * i)},{Math.Sin(i) - Math.Cos(3 * i)}\n");
        var table = home.WriteFile("t.csv", text.ToString());
        home.Run("train", "--model", "mlp", "--table", table, "--label", "y", "--scale", "none", "--param", "window=3", "--param", "epochs=3", "--param", "hidden=8", "--name", "net").Succeeded();
        home.Run("models", "export", "net", "--out", "net.onnx").Succeeded();
        Assert.Contains("onnx, 2 features, windows of 3 rows", home.Run("models", "import", "net.onnx", "--name", "again", "--columns", "a,b").Succeeded().Output, StringComparison.Ordinal);
        home.Run("predict", "--model", "net", "--table", table, "--out", "own.csv").Succeeded();
        home.Run("predict", "--model", "again", "--table", table, "--out", "again.csv").Succeeded();
        var (own, again) = (File.ReadAllLines(Path.Combine(home.Work, "own.csv")), File.ReadAllLines(Path.Combine(home.Work, "again.csv")));
        Assert.Equal(own.Length, again.Length);
        for (var i = 3; i < own.Length; i++) Assert.Equal(double.Parse(own[i], CultureInfo.InvariantCulture), double.Parse(again[i], CultureInfo.InvariantCulture), 1e-4);

        Assert.Contains("--columns NAMES", home.Run("models", "import", "net.onnx", "--name", "x").RefusedInput(), StringComparison.Ordinal);
        Assert.Contains("the number of features of the input 'window' [?, 3, 2] is 2, not 3", home.Run("models", "import", "net.onnx", "--name", "x", "--columns", "a,b,c", "--layout", "batch-time-columns").RefusedInput(), StringComparison.Ordinal);
        home.WriteFile("cut.onnx", "no model");
        Assert.Contains("cut.onnx cannot be read as ONNX", home.Run("models", "import", "cut.onnx", "--name", "x", "--columns", "a").RefusedInput(), StringComparison.Ordinal);
    }
}
