using Tidemark.Integration.Tests.Harness;

namespace Tidemark.Integration.Tests.Cli;

public sealed class ConfigCommandTests : IDisposable
{
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void Init_WritesAValidFile_Once()
    {
        home.Run("config", "init").Succeeded();
        Assert.Contains("0 of ", home.Run("config", "validate").Succeeded().Output, StringComparison.Ordinal);
        Assert.EndsWith("--force writes over it", home.Run("config", "init").RefusedInput(), StringComparison.Ordinal);
        home.Run("config", "init", "--force").Succeeded();
    }

    [Fact]
    public void Show_SaysWhereEachValueComesFrom()
    {
        var file = home.WriteFile("mine.yaml", "server:\n  port: 81\n");
        home.Environment["TIDEMARK__LOGGING__LEVEL"] = "debug";
        var settings = home.Run("config", "show", "--config", file, "--json", "-").Succeeded().Json.EnumerateArray()
            .ToDictionary(s => s.GetProperty("setting").GetString()!, s => (s.GetProperty("value").GetString(), s.GetProperty("from").GetString()));
        Assert.Equal(("81", $"{file}:2"), settings["server.port"]);
        Assert.Equal(("debug", "TIDEMARK__LOGGING__LEVEL"), settings["logging.level"]);
        Assert.Equal(("text", "default"), settings["logging.format"]);
    }

    [Fact]
    public void Validate_NamesEveryMistake()
    {
        home.WriteFile("mine.yaml", "server:\n  port: x\n  prot: 1\n");
        var result = home.Run("config", "validate", "--config", "mine.yaml");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(2, result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Schema_IsJson() => Assert.Equal("object", home.Run("config", "schema").Succeeded().Json.GetProperty("type").GetString());
}
