using System.Text.Json;

namespace Tidemark.Integration.Tests.Harness;

/// <summary>What a finished command left: its exit code and everything it printed.</summary>
public sealed record TidemarkResult(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output read as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>This, after asserting that the command succeeded; otherwise the test fails with what was printed.</summary>
    public TidemarkResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Error}\n{Output}");
        return this;
    }

    /// <summary>Asserts bad usage or input: exit code 2, one line on standard error, nothing of a stack trace.</summary>
    /// <returns>The line without <c>error: </c>.</returns>
    public string RefusedInput()
    {
        Assert.True(ExitCode == 2, $"exit code {ExitCode}\n{Error}\n{Output}");
        var line = Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        return line["error: ".Length..];
    }
}
