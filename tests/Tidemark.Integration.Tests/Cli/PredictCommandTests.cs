using System.Globalization;
using System.Text.Json;
using Tidemark.Integration.Tests.Harness;

namespace Tidemark.Integration.Tests.Cli;

public sealed class PredictCommandTests : IDisposable
{
    private const string Toy = "TOY/USDT@synthetic";
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    /// <summary>Every bar whose features are warm is predicted, the last one included, and as the same rows of a table are.</summary>
    [Fact]
    public void Predict_OfAMarket_AnswersForEveryWarmBarUpToTheLast()
    {
        Train("gbm", "direction:horizon=4", "--param", "trees=5");
        using var document = JsonDocument.Parse(home.Run("predict", "--model", "toy", "--json", "-").Succeeded().Output);
        var root = document.RootElement;
        var predictions = root.GetProperty("predictions").EnumerateArray().ToArray();
        Assert.Equal((700 - 14, 0), (predictions.Length, root.GetProperty("rowsWithoutPrediction").GetInt32()));
        Assert.All(predictions, one => Assert.InRange(one.GetProperty("p").GetDouble(), 0, 1));
        Assert.Equal(predictions[^1].GetProperty("p").GetDouble(), root.GetProperty("last").GetProperty("p").GetDouble());
        Assert.InRange(root.GetProperty("rowsLearntFrom").GetInt32(), 1, predictions.Length - 4);

        // The same through a table that holds rows without a label too.
        home.Run("features", "build", "--instrument", Toy, "--interval", "1h", "--features", "f.yaml", "--label", "direction:horizon=4", "--folds", "none", "--unlabelled", "--csv", "rows.csv").Succeeded();
        home.Run("predict", "--model", "toy", "--table", "rows.csv", "--out", "p.csv").Succeeded();
        Assert.Equal(predictions.Select(one => one.GetProperty("p").GetDouble()), File.ReadLines(Path.Combine(home.Work, "p.csv")).Skip(1).Select(line => double.Parse(line, CultureInfo.InvariantCulture)));
        var rows = File.ReadAllLines(Path.Combine(home.Work, "rows.csv"));
        Assert.Equal(predictions.Length + 1, rows.Length);
        Assert.EndsWith(",,,,", rows[^1], StringComparison.Ordinal);
        Assert.False(rows[^5].EndsWith(",,,,", StringComparison.Ordinal));
    }

    /// <summary>What closes after the end is not read: an end inside a bar leaves that bar out, and what is said before does not change.</summary>
    [Fact]
    public void Predict_UpToAMomentInsideABar_DoesNotReadThatBar()
    {
        Train("ridge", "next-return:horizon=1");
        home.Run("predict", "--model", "toy", "--out", "all.csv").Succeeded();
        var all = File.ReadAllLines(Path.Combine(home.Work, "all.csv"));
        Assert.Equal("time,known_at,p,low,high", all[0]);
        Assert.All(all[1..], line => Assert.True(Numbers(line) is [var p, var low, var high] && low <= p && p <= high));
        var end = DateTime.Parse(all[400].Split(',')[1], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        foreach (var (to, rows) in new[] { (end, 400), (end.AddMinutes(59), 400), (end.AddMinutes(-1), 399) })
        {
            home.Run("predict", "--model", "toy", "--to", to.ToString("O", CultureInfo.InvariantCulture), "--out", "part.csv").Succeeded();
            Assert.Equal(all[..(rows + 1)], File.ReadAllLines(Path.Combine(home.Work, "part.csv")));
        }
        home.Run("predict", "--model", "toy", "--from", all[400].Split(',')[0], "--out", "part.csv").Succeeded();
        Assert.Equal(all[400..], File.ReadAllLines(Path.Combine(home.Work, "part.csv"))[1..]);
    }

    [Fact]
    public void Predict_WhatCannotBe_IsRefusedByName()
    {
        Train("ridge", "next-return:horizon=1");
        home.WriteFile("other.yaml", "features:\n  - rsi(10)\n");
        Assert.Contains("--interval: toy@1 learnt from bars of 1h, not of 4h", home.Run("predict", "--model", "toy", "--interval", "4h").RefusedInput(), StringComparison.Ordinal);
        Assert.Contains("lists other features than those the model learnt from", home.Run("predict", "--model", "toy", "--features", "other.yaml").RefusedInput(), StringComparison.Ordinal);
        Assert.Contains("--before is for the rows of a --table", home.Run("predict", "--model", "toy", "--before", "x.csv").RefusedInput(), StringComparison.Ordinal);
        Assert.Contains("no bar opens from", home.Run("predict", "--model", "toy", "--from", "2100-01-01").RefusedInput(), StringComparison.Ordinal);
        home.WriteFile("t.csv", "a,up\n1,1\n2,0\n3,1\n4,0\n");
        home.Run("train", "--model", "gbm", "--table", "t.csv", "--label", "up", "--param", "trees=1", "--save", "m.safetensors").Succeeded();
        Assert.Contains("was trained on a table: give the rows to predict with --table", home.Run("predict", "--model", "m.safetensors").RefusedInput(), StringComparison.Ordinal);
    }

    private void Train(string kind, string label, params string[] more)
    {
        home.Run("data", "generate", "--instrument", Toy, "--interval", "1h", "--bars", "700", "--seed", "3").Succeeded();
        home.WriteFile("f.yaml", "features:\n  - logret(2)\n  - rsi(14)\n");
        home.Run(["train", "--model", kind, "--instrument", Toy, "--interval", "1h", "--features", "f.yaml", "--label", label, "--splits", "walk-forward:folds=2", "--name", "toy", .. more]).Succeeded();
    }

    private static double[] Numbers(string line) => [.. line.Split(',').Skip(2).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
}
