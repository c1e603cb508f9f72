using System.Collections;
using System.Text.Json;
using Tidemark.Cli.Configuration;

namespace Tidemark.Integration.Tests.Configuration;

public sealed class TidemarkConfigurationTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Nothing_Given_IsTheDefaults()
    {
        var configuration = Load(null);
        Assert.Equal(8000, configuration.Get(ServerSettings.Port));
        Assert.Equal("default", configuration.OriginOf(ServerSettings.Port));
    }

    [Fact]
    public void Defaults_AreValidValues() => Assert.All(SettingSections.Settings, setting => setting.Check(setting.DefaultText));

    [Fact]
    public void Paths_AreUnique() => Assert.Equal(SettingSections.Settings.Count(), SettingSections.Settings.Select(s => s.Path).Distinct().Count());

    [Fact]
    public void File_IsStrongerThanDefault_AndNamesItsLine()
    {
        var configuration = Load("# first\nserver:\n  port: 81\n");
        Assert.Equal(81, configuration.Get(ServerSettings.Port));
        Assert.EndsWith("tidemark.yaml:3", configuration.OriginOf(ServerSettings.Port), StringComparison.Ordinal);
    }

    [Fact]
    public void Environment_IsStrongerThanFile()
    {
        var configuration = Load("server:\n  port: 81\n", ("TIDEMARK__SERVER__PORT", "82"));
        Assert.Equal(82, configuration.Get(ServerSettings.Port));
        Assert.Equal("TIDEMARK__SERVER__PORT", configuration.OriginOf(ServerSettings.Port));
    }

    [Theory]
    [InlineData("TIDEMARK__LOGGING__RETAINEDDAYS")]
    [InlineData("TIDEMARK__LOGGING__RETAINED_DAYS")]
    [InlineData("tidemark__logging__retainedDays")]
    public void EnvironmentName_InAnyCase_IsFound(string name) => Assert.Equal(3, Load(null, (name, "3")).Get(LoggingSettings.RetainedDays));

    [Fact]
    public void OtherVariables_AreNotSettings() => Assert.Equal(8000, Load(null, ("TIDEMARK_HOME", "/x"), ("TIDEMARK_TOKEN", "t")).Get(ServerSettings.Port));

    [Theory]
    [InlineData("sever:\n  port: 1\n", ":1: there is no section 'sever'; did you mean 'server'?")]
    [InlineData("\nserver:\n  prot: 1\n", ":3: there is no key 'prot' in 'server'; did you mean 'port'?")]
    [InlineData("server:\n  port: many\n", ":2: server.port: 'many' is not a whole number from 0 to 65535")]
    [InlineData("server:\n  port: 70000\n", ":2: server.port: '70000' is not a whole number from 0 to 65535")]
    [InlineData("server:\n  port:\n", ":2: 'port' has no value; give it one or remove the line")]
    [InlineData("server:\n  port: 1\n  port: 2\n", ":3: the key 'port' stands here a second time")]
    [InlineData("server:\nserver:\n", ":2: the section 'server' stands here a second time")]
    [InlineData("server: 5\n", ":1: expected keys of 'server', each on a line of its own and indented")]
    [InlineData("server:\n  port: [1]\n", ":2: expected one value for 'port'")]
    [InlineData("server:\n  port: &a 1\n", ":2: expected one value for 'port'")]
    [InlineData("- server\n", ":1: expected a section such as 'server:'")]
    [InlineData("server:\n---\nserver:\n", ":2: a second document starts here; the configuration is one")]
    [InlineData("logging:\n  level: warn\n", ":2: logging.level: 'warn' is not one of debug, information, warning, error; did you mean 'warning'?")]
    [InlineData("session:\n  instrument: BTCUSD\n", ":2: session.instrument: 'BTCUSD' is not an instrument")]
    [InlineData("server: {port: 1\n", ":2: ")]
    public void WrongFile_IsRefusedWithLineAndReason(string yaml, string expected)
    {
        var message = Assert.Throws<BadInputException>(() => Load(yaml)).Message;
        Assert.Contains($"tidemark.yaml{expected}", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("server:\n  # port: 1\nlogging:\n")]
    [InlineData("\uFEFFserver:\n")]
    [InlineData("server:\r\n  port: 8000\r\n")]
    public void FileWithoutChanges_IsTheDefaults(string yaml) => Assert.Equal(8000, Load(yaml).Get(ServerSettings.Port));

    [Fact]
    public void UnknownVariable_IsRefusedWithTheNearest() =>
        Assert.Equal("environment: there is no setting 'TIDEMARK__SERVER__PROT'; did you mean 'TIDEMARK__SERVER__PORT'?",
            Assert.Throws<BadInputException>(() => Load(null, ("TIDEMARK__SERVER__PROT", "1"))).Message);

    [Fact]
    public void MissingFile_ThatWasNamed_IsRefused() =>
        Assert.Throws<BadInputException>(() => TidemarkConfiguration.Load(File("other.yaml"), File("tidemark.yaml"), new Hashtable()));

    [Fact]
    public void Template_IsValidAndChangesNothing_AndEachLineOfItCanBeUsed()
    {
        var text = new StringWriter();
        ConfigurationTemplate.Write(text);
        Assert.All(SettingSections.Settings, setting => Assert.Equal("default", Load(text.ToString()).OriginOf(setting)));
        var used = text.ToString();
        foreach (var setting in SettingSections.Settings)
            used = used.Replace($"  # {setting.Name}: {setting.DefaultText}\n", $"  {setting.Name}: {setting.DefaultText}\n", StringComparison.Ordinal);
        var configuration = Load(used);
        Assert.All(SettingSections.Settings, setting => Assert.Equal(setting.DefaultText, configuration.TextOf(setting)));
        Assert.All(SettingSections.Settings, setting => Assert.NotEqual("default", configuration.OriginOf(setting)));
    }

    [Fact]
    public void Schema_NamesEverySettingWithTypeAndDefault()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer)) ConfigurationSchema.Write(writer);
        var sections = JsonDocument.Parse(buffer.ToArray()).RootElement.GetProperty("properties");
        foreach (var setting in SettingSections.Settings)
        {
            var described = sections.GetProperty(setting.Section).GetProperty("properties").GetProperty(setting.Name);
            Assert.Equal(setting.Description, described.GetProperty("description").GetString());
            Assert.Equal(setting.DefaultText, described.GetProperty("default").ToString());
        }
    }

    private string File(string name) => Path.Combine(folder.FullName, name);

    private TidemarkConfiguration Load(string? yaml, params (string Name, string Value)[] environment)
    {
        if (yaml is not null) System.IO.File.WriteAllText(File("tidemark.yaml"), yaml);
        var variables = new Hashtable();
        foreach (var (name, value) in environment) variables[name] = value;
        return TidemarkConfiguration.Load(null, File("tidemark.yaml"), variables);
    }
}
