using System.Globalization;
using System.Text;
using Tidemark.Integration.Tests.Harness;

namespace Tidemark.Integration.Tests.Cli;

public sealed class ModelsOnnxTests : IDisposable
{
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    /// <summary>A file holds scaling and filling; imported with nothing said but its features, it is traded and says what the network said.</summary>
    [Fact]
    public void Import_OfAMarketWithItsFeaturesAlone_IsTheSameModelAndCanBeTraded()
    {
        home.Run("data", "generate", "--instrument", "TOY/USDT@synthetic", "--interval", "1h", "--bars", "600", "--seed", "3").Succeeded();
        var features = home.WriteFile("f.yaml", "interval: 1h\nfeatures:\n  - logret(2)\n  - rsi(14)\n");
        home.Run("train", "--model", "mlp", "--instrument", "TOY/USDT@synthetic", "--interval", "1h", "--features", features, "--label", "next-return:horizon=1", "--splits", "holdout", "--param", "epochs=2", "--param", "hidden=4", "--name", "own").Succeeded();
        Assert.Contains("holds their preparation", home.Run("models", "export", "own", "--out", "net.onnx").Succeeded().Output, StringComparison.Ordinal);
        var imported = home.Run("models", "import", "net.onnx", "--features", features).Succeeded();
        Assert.Contains("registered as net@1", imported.Output, StringComparison.Ordinal);
        Assert.Contains("taken to predict next-return:horizon=1", imported.Error, StringComparison.Ordinal);
        string[] where = ["--instrument", "TOY/USDT@synthetic", "--interval", "1h"];
        home.Run(["predict", "--model", "own", .. where, "--out", "own.csv"]).Succeeded();
        home.Run(["predict", "--model", "net", .. where, "--out", "net.csv"]).Succeeded();
        var (own, net) = (File.ReadAllLines(Path.Combine(home.Work, "own.csv")), File.ReadAllLines(Path.Combine(home.Work, "net.csv")));
        Assert.Equal(own.Length, net.Length);
        for (var i = 1; i < own.Length; i++) Assert.Equal(double.Parse(own[i].Split(',')[2], CultureInfo.InvariantCulture), double.Parse(net[i].Split(',')[2], CultureInfo.InvariantCulture), 1e-5);
        home.Run(["backtest", "--strategy", "model-signal", "--model", "net", .. where]).Succeeded();
        Assert.Contains("these features are about bars of 1h, not of 4h", home.Run("train", "--model", "gbm", "--instrument", "TOY/USDT@synthetic", "--interval", "4h", "--features", features).RefusedInput(), StringComparison.Ordinal);
        Assert.Contains("says nothing of where the price goes", home.Run("models", "import", "net.onnx", "--name", "odd", "--features", features, "--label", "vol-rise:horizon=4,span=20").RefusedInput(), StringComparison.Ordinal);
        Assert.DoesNotContain("odd", home.Run("models", "list").Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("--interval: say how long the bars are", home.Run("models", "import", "net.onnx", "--features", "standard").RefusedInput(), StringComparison.Ordinal);
    }

    /// <summary>What the file cannot hold it names, and the import says so.</summary>
    [Fact]
    public void Export_OfAPreparationThatRemembers_SaysSoInTheFile()
    {
        var text = new StringBuilder("a,y\n");
        for (var i = 0; i < 60; i++) text.Append(CultureInfo.InvariantCulture, $"{Math.Sin(i)},{Math.Cos(i)}\n");
        var table = home.WriteFile("t.csv", text.ToString());
        home.Run("train", "--model", "mlp", "--table", table, "--label", "y", "--prepare", "ffill:limit=5 | zscore", "--param", "epochs=1", "--param", "hidden=4", "--name", "net").Succeeded();
        Assert.Contains("which it cannot hold; it says so", home.Run("models", "export", "net", "--out", "net.onnx").Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("its features must come prepared (ffill", home.Run("models", "import", "net.onnx", "--name", "again", "--columns", "a").Succeeded().Error, StringComparison.Ordinal);
    }

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
