using System.Globalization;
using System.Text;
using System.Text.Json;
using Tidemark.Integration.Tests.Harness;

namespace Tidemark.Integration.Tests.Cli;

public sealed class TrainCommandTests : IDisposable
{
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void Train_OnATable_MeasuresPredictsSavesAndRegisters()
    {
        var (train, test) = Tables();
        using var document = JsonDocument.Parse(home.Run("train", "--model", "gbm", "--table", train, "--test", test, "--label", "up", "--drop", "time,other", "--param", "n_estimators=20",
            "--param", "max_depth=3", "--predictions", "p.csv", "--save", "m.safetensors", "--name", "toy", "--json", "-").Succeeded().Output);
        var root = document.RootElement;
        Assert.Equal("gbm", root.GetProperty("model").GetString());
        Assert.True(root.GetProperty("testAuc").GetDouble() > 0.9);
        Assert.True(root.GetProperty("testLogLoss").GetDouble() < root.GetProperty("constantBaseline").GetProperty("testLogLoss").GetDouble());
        Assert.True(root.GetProperty("trainSeconds").GetDouble() > 0);
        Assert.Equal(["a", "b"], root.GetProperty("features").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("20", root.GetProperty("parameters").GetProperty("trees").GetString());
        var lines = File.ReadAllLines(Path.Combine(home.Work, "p.csv"));
        Assert.Equal(("p", 101), (lines[0], lines.Length));
        Assert.All(lines[1..], line => Assert.InRange(double.Parse(line, CultureInfo.InvariantCulture), 0, 1));

        home.Run("predict", "--model", "m.safetensors", "--table", test, "--out", "again.csv").Succeeded();
        home.Run("predict", "--model", "toy", "--table", test, "--out", "registered.csv").Succeeded();
        Assert.Equal(lines, File.ReadAllLines(Path.Combine(home.Work, "again.csv")));
        Assert.Equal(lines, File.ReadAllLines(Path.Combine(home.Work, "registered.csv")));
        Assert.Contains("was read once", home.Run("models", "show", "toy").Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_SeveralClasses_PredictsAProbabilityForEach()
    {
        var text = new StringBuilder("a,kind\n");
        for (var i = 0; i < 120; i++) text.Append(CultureInfo.InvariantCulture, $"{i % 3},{"xyz"[i % 3]}\n");
        var table = home.WriteFile("t.csv", text.ToString());
        home.Run("train", "--model", "gbm", "--table", table, "--test", table, "--label", "kind", "--param", "trees=10", "--predictions", "p.csv").Succeeded();
        var lines = File.ReadAllLines(Path.Combine(home.Work, "p.csv"));
        Assert.Equal("p_0,p_1,p_2", lines[0]);
        Assert.All(lines[1..], (line, row) => Assert.Equal(row % 3, Array.IndexOf(Numbers(line), Numbers(line).Max())));
        Assert.All(lines[1..], line => Assert.Equal(1, Numbers(line).Sum(), 5));
    }

    [Fact]
    public void Train_WhatCannotBe_IsRefusedByName()
    {
        var (train, test) = Tables();
        Assert.Contains("did you mean 'gbm'?", home.Run("train", "--model", "gbn", "--table", train, "--label", "up").RefusedInput(), StringComparison.Ordinal);
        Assert.Contains("gbm: there is no parameter 'depht'", home.Run("train", "--model", "gbm", "--table", train, "--label", "up", "--param", "depht=3").RefusedInput(), StringComparison.Ordinal);
        Assert.Contains("line 2, column 'time': '2020-01-01' is not a number", home.Run("train", "--model", "gbm", "--table", train, "--label", "up").RefusedInput(), StringComparison.Ordinal);
        Assert.Contains("--predictions", home.Run("train", "--model", "gbm", "--table", train, "--label", "up", "--drop", "time", "--predictions", "p.csv").RefusedInput(), StringComparison.Ordinal);
        Assert.Contains("there is no column 'tine' (--drop); did you mean 'time'?", home.Run("train", "--model", "gbm", "--table", train, "--test", test, "--label", "up", "--drop", "tine").RefusedInput(), StringComparison.Ordinal);
    }

    /// <summary>Options of another training are refused with what to use instead, and none is taken and does nothing.</summary>
    [Theory]
    [InlineData("--ensemble is not for a training on a table: several models are put together on a market", "--ensemble", "mean")]
    [InlineData("--weights is not for a training on a table: of a table name the column of weights with --weight", "--weights", "uniqueness")]
    [InlineData("--cost is not for a training on a table", "--cost", "0.001")]
    [InlineData("--features is not for a training on a table", "--features", "f.yaml")]
    [InlineData("--test-share is not for a training on a table: name a table to measure on with --test", "--test-share", "0.1")]
    [InlineData("--trials: it is for a search; name one with --search", "--trials", "5")]
    [InlineData("--splits: folds of a table are those of a search", "--splits", "holdout")]
    [InlineData("--actions is not for a training on a table", "--actions", "weight")]
    public void Train_OnATableWithOptionsOfAMarket_IsRefused(string reason, string option, string value) =>
        Assert.StartsWith(reason, home.Run("train", "--model", "gbm", "--table", "t.csv", "--label", "up", option, value).RefusedInput(), StringComparison.Ordinal);

    [Theory]
    [InlineData("gbm", "--test is not for a training on a market: a market keeps its last samples for the end: --test-share", "--test")]
    [InlineData("gbm", "--drop is not for a training on a market: features of a market are listed in a file: --features", "--drop")]
    [InlineData("gbm", "--weight is not for a training on a market", "--weight")]
    [InlineData("gbm", "--predictions is not for a training on a market: ask the model afterwards: predict", "--predictions")]
    [InlineData("gbm", "--gap is not for a training on a market", "--gap", "3")]
    [InlineData("gbm", "--validation is not for a training on a market", "--validation", "0.2")]
    [InlineData("ppo", "--label is not for agents", "--label")]
    [InlineData("ppo", "--cost is not for agents", "--cost", "0.1")]
    [InlineData("ppo", "--table is not for agents", "--table")]
    public void Train_WithOptionsOfATable_IsRefused(string model, string reason, string option, string value = "x") =>
        Assert.StartsWith(reason, home.Run("train", "--model", model, "--instrument", "TOY/USDT@synthetic", "--interval", "1h", option, value).RefusedInput(), StringComparison.Ordinal);

    [Fact]
    public void Train_OfSeveralModelsOnATable_IsRefused() =>
        Assert.Contains("a table trains one model", home.Run("train", "--model", "gbm,forest", "--table", "t.csv", "--label", "up").RefusedInput(), StringComparison.Ordinal);

    [Fact]
    public void Train_WithSettingsOfOtherLibraries_TakesWhatIsTrueHereAndRefusesTheRest()
    {
        var (train, _) = Tables();
        string[] gbm = ["train", "--model", "gbm", "--table", train, "--label", "up", "--drop", "time,other", "--param", "n_estimators=2", "--param", "eval_metric=logloss", "--param", "monotone_constraints=(1,0)"];
        Assert.Contains("note: gbm: booster=gbtree changes nothing", home.Run([.. gbm, "--param", "booster=gbtree"]).Succeeded().Error, StringComparison.Ordinal);
        Assert.Contains("booster cannot be 'dart' here", home.Run([.. gbm, "--param", "booster=dart"]).RefusedInput(), StringComparison.Ordinal);
    }

    [Fact]
    public void Models_PromoteRollBackExportImportRemove_DoWhatTheySay()
    {
        var (train, _) = Tables();
        for (var version = 1; version <= 2; version++)
            home.Run("train", "--model", "gbm", "--table", train, "--label", "up", "--drop", "time", "--param", $"trees={version}", "--name", "toy").Succeeded();
        home.Run("models", "promote", "toy@2").Succeeded();
        Assert.Equal("champion", Standing("toy", 2));
        home.Run("models", "rollback", "toy", "--reason", "worse").Succeeded();
        Assert.Equal("champion", Standing("toy", 1));
        Assert.Equal("rolledBack", Standing("toy", 2));
        home.Run("models", "export", "toy@2", "--out", "toy.safetensors").Succeeded();
        home.Run("models", "import", "toy.safetensors", "--name", "copy").Succeeded();
        Assert.Equal("champion", Standing("copy", 1));
        Assert.Contains("promote another version or roll back first", home.Run("models", "remove", "toy@1").RefusedInput(), StringComparison.Ordinal);
        home.Run("models", "remove", "toy", "--all").Succeeded();
        Assert.DoesNotContain("toy@", home.Run("models", "list").Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_OnAMarket_JudgesRegistersAndReports()
    {
        home.Run("data", "generate", "--instrument", "TOY/USDT@synthetic", "--interval", "1h", "--bars", "1100", "--seed", "3").Succeeded();
        using var document = JsonDocument.Parse(home.Run("train", "--model", "gbm,logistic", "--ensemble", "mean", "--param", "gbm.trees=10", "--instrument", "TOY/USDT@synthetic", "--interval", "1h",
            "--label", "direction:horizon=4", "--splits", "walk-forward:folds=3", "--name", "toy", "--report", "toy.html", "--json", "-").Succeeded().Output);
        var root = document.RootElement;
        Assert.Equal(3, root.GetProperty("trials").GetInt32());
        Assert.Contains("baseline-prior", root.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("model").GetString()));
        Assert.Equal(JsonValueKind.Number, root.GetProperty("testAuc").ValueKind);
        Assert.Contains(root.GetProperty("bestBaseline").GetString()!, root.GetProperty("verdict").GetString(), StringComparison.Ordinal);
        Assert.Contains("SYNTHETIC DATA", File.ReadAllText(Path.Combine(home.Work, "toy.html")), StringComparison.Ordinal);
        Assert.Contains("was read once", home.Run("models", "show", "toy").Succeeded().Output, StringComparison.Ordinal);
        home.Run("train", "--model", "gbm", "--param", "trees=5", "--label", "direction:horizon=4", "--name", "toy").Succeeded();
        Assert.Contains("was read 2 times", home.Run("models", "show", "toy@2").Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_WithoutAName_WritesDownThatItReadsTheTestPart()
    {
        home.Run("data", "generate", "--instrument", "TOY/USDT@synthetic", "--interval", "1h", "--bars", "1500", "--seed", "3").Succeeded();
        string[] gbm = ["train", "--model", "gbm", "--param", "trees=3", "--splits", "walk-forward:folds=2"];
        Assert.DoesNotContain("no longer unseen", home.Run(gbm).Succeeded().Output, StringComparison.Ordinal);
        var again = home.Run([.. gbm, "--label", "direction:horizon=2", "--report", "toy.html"]).Succeeded().Output;
        Assert.Contains("was read once before", again, StringComparison.Ordinal);
        Assert.Contains("by gbm for ", again, StringComparison.Ordinal);
        Assert.Contains("no longer unseen", File.ReadAllText(Path.Combine(home.Work, "toy.html")), StringComparison.Ordinal);
        using var agent = JsonDocument.Parse(home.Run("train", "--model", "ppo", "--instrument", "TOY/USDT@synthetic", "--interval", "1h", "--param", "steps=300", "--json", "-").Succeeded().Output);
        Assert.Equal(2, agent.RootElement.GetProperty("testReadsBefore").GetInt32());
        using var reads = JsonDocument.Parse(home.Run("models", "reads", "--json", "-").Succeeded().Output);
        Assert.Equal(3, reads.RootElement.GetProperty("testReads").GetArrayLength());
        var (train, test) = Tables();
        string[] table = ["train", "--model", "gbm", "--table", train, "--test", test, "--label", "up", "--drop", "time,other", "--param", "trees=3"];
        Assert.DoesNotContain("no longer unseen", home.Run(table).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("was read once before", home.Run(table).Succeeded().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ppo", "long-short")]
    [InlineData("dqn", "long-flat")]
    public void Agent_ThatWasTrained_IsBacktestedToTheEquityOfItsEpisode(string kind, string actions)
    {
        home.Run("data", "generate", "--instrument", "TOY/USDT@synthetic", "--interval", "1h", "--bars", "1500", "--seed", "3").Succeeded();
        home.WriteFile("features.yaml", "features:\n  - logret(1)\n  - rsi(14)\n");
        using var trained = JsonDocument.Parse(home.Run("train", "--model", kind, "--instrument", "TOY/USDT@synthetic", "--interval", "1h", "--features", "features.yaml",
            "--param", "steps=2000", "--param", $"actions={actions}", "--name", "agent", "--json", "-").Succeeded().Output);
        var test = trained.RootElement.GetProperty("test");
        Assert.Equal("agent@1", trained.RootElement.GetProperty("registered").GetString());
        using var backtest = JsonDocument.Parse(home.Run("backtest", "--strategy", "model-signal", "--model", "agent", "--param", $"direction={(actions == "long-flat" ? "long-only" : actions)}",
            "--instrument", "TOY/USDT@synthetic", "--interval", "1h", "--from", test.GetProperty("from").GetString()!, "--json", "-").Succeeded().Output);
        Assert.Equal(test.GetProperty("return").GetDouble(), backtest.RootElement.GetProperty("statistics").GetProperty("totalReturn").GetDouble(), 1e-9);
        // An agent may well find that doing nothing is best; this one of two trades.
        if (kind == "ppo") Assert.True(test.GetProperty("changes").GetInt32() > 0);
        Assert.Contains("there is no parameter 'stpes'", home.Run("train", "--model", kind, "--instrument", "TOY/USDT@synthetic", "--interval", "1h", "--param", "stpes=1").RefusedInput(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ppo", "ma-cross(slow=30, fast=5:15:5, weight=0:1) + rsi-reversion(period=7, weight=0:1)")]
    [InlineData("dqn", "ma-cross(slow=30, fast=5|10, direction=long-short, weight=0|1) + rsi-reversion(weight=0.5)")]
    public void Agent_ThatSteersStrategies_IsBacktestedToTheEquityOfItsEpisodeAndReplayed(string kind, string actions)
    {
        home.Run("data", "generate", "--instrument", "TOY/USDT@synthetic", "--interval", "1h", "--bars", "1500", "--seed", "3").Succeeded();
        home.WriteFile("features.yaml", "features:\n  - logret(1)\n  - rsi(14)\n");
        string[] training = ["train", "--model", kind, "--instrument", "TOY/USDT@synthetic", "--interval", "1h", "--features", "features.yaml", "--param", "steps=2000"];
        using var trained = JsonDocument.Parse(home.Run([.. training, "--actions", actions, "--name", "agent", "--json", "-"]).Succeeded().Output);
        var test = trained.RootElement.GetProperty("test");
        var stays = trained.RootElement.GetProperty("fixed");
        Assert.Equal(kind == "dqn" ? 4 : 27, stays.GetProperty("tried").GetInt32());
        Assert.Contains("ma-cross.fast=", stays.GetProperty("settings").GetString(), StringComparison.Ordinal);
        string[] session = ["--model", "agent", "--param", $"direction={(kind == "dqn" ? "long-short" : "long-only")}", "--instrument", "TOY/USDT@synthetic", "--interval", "1h"];
        using var backtest = JsonDocument.Parse(home.Run(["backtest", "--strategy", "model-steering", .. session, "--from", test.GetProperty("from").GetString()!, "--journal", "--json", "-"]).Succeeded().Output);
        Assert.Equal(test.GetProperty("return").GetDouble(), backtest.RootElement.GetProperty("statistics").GetProperty("totalReturn").GetDouble(), 1e-9);
        Assert.Contains("identical", home.Run("journal", "replay").Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("--strategy model-steering", home.Run(["backtest", "--strategy", "model-signal", .. session]).RefusedInput(), StringComparison.Ordinal);
        Assert.Contains("did you mean 'ma-cross'", home.Run([.. training, "--actions", "ma-cros(weight=0:1)"]).RefusedInput(), StringComparison.Ordinal);
        if (kind == "dqn") Assert.Contains("give every range a step", home.Run([.. training, "--actions", "ma-cross(weight=0:1)"]).RefusedInput(), StringComparison.Ordinal);
    }

    private string? Standing(string name, int version)
    {
        using var list = JsonDocument.Parse(home.Run("models", "list", name, "--json", "-").Succeeded().Output);
        return list.RootElement.GetProperty("models").EnumerateArray().Single(model => model.GetProperty("version").GetInt32() == version).GetProperty("standing").GetString();
    }

    private static double[] Numbers(string line) => [.. line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];

    /// <summary>A label that is whether the sum of two columns is above 1.</summary>
    private (string Train, string Test) Tables()
    {
        return (home.WriteFile("train.csv", Text(400)), home.WriteFile("test.csv", Text(100)));

        static string Text(int rows)
        {
            var text = new StringBuilder("time,a,b,other,up\n");
            for (var i = 0; i < rows; i++)
            {
                var (a, b) = (i % 17 / 17.0, i % 13 / 13.0);
                text.Append(CultureInfo.InvariantCulture, $"2020-01-01,{a},{(i % 50 == 7 ? "" : b.ToString(CultureInfo.InvariantCulture))},7,{(a + b > 1 ? 1 : 0)}\n");
            }
            return text.ToString();
        }
    }
}
