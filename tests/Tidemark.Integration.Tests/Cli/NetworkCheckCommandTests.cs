using System.Text.Json;
using Tidemark.Integration.Tests.Harness;

namespace Tidemark.Integration.Tests.Cli;

public sealed class NetworkCheckCommandTests : IDisposable
{
    /// <summary>y = 2 x at x = 2 against 1.</summary>
    private const string Case = """
        {"model": "Linear(1,1)", "loss_kind": "mse", "params": {"0.weight": {"shape": [1, 1], "data": [2]}},
        "input": {"shape": [1, 1], "data": [2]}, "target": {"shape": [1, 1], "data": [1]},
        "expected": {"output": {"shape": [1, 1], "data": [4]}, "loss": 9}, "grads": {"0.weight": {"shape": [1, 1], "data": [GRADIENT]}}}
        """;

    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void Check_RightAndWrongValues_SaysByExitCodeWhich()
    {
        var right = home.WriteFile("right.json", Case.Replace("GRADIENT", "12", StringComparison.Ordinal));
        using var document = JsonDocument.Parse(home.Run("nn", "check", right, "--json", "-").Succeeded().Output);
        var root = document.RootElement;
        Assert.Equal(9, root.GetProperty("expected").GetProperty("loss").GetDouble(), 6);
        Assert.Equal(12, root.GetProperty("input_grad").GetProperty("data")[0].GetDouble(), 6);
        Assert.True(root.GetProperty("largestRelativeError").GetDouble() < 1e-6);

        var wrong = home.WriteFile("wrong.json", Case.Replace("GRADIENT", "12.12", StringComparison.Ordinal));
        var result = home.Run("nn", "check", wrong);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("of grads/0.weight is not within", result.Output, StringComparison.Ordinal);
        home.Run("nn", "check", wrong, "--tolerance", "0.02").Succeeded();
    }

    [Fact]
    public void Check_NoCase_IsBadInput()
    {
        var file = home.WriteFile("no.json", "{}");
        var result = home.Run("nn", "check", file);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("no 'params'", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, home.Run("nn", "check", "nowhere.json").ExitCode);
    }
}
