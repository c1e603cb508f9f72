using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Integration.Tests.Harness;

namespace Tidemark.Integration.Tests.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void UnknownCommand_IsRefusedWithTheNearest() =>
        Assert.Equal("unknown command 'bensh'; did you mean 'bench'?", home.Run("bensh").RefusedInput());

    [Fact]
    public void UnknownOption_IsRefusedWithTheNearest() =>
        Assert.Equal("unknown option '--rums' of 'bench'; did you mean '--runs'?", home.Run("bench", "startup", "--rums", "3").RefusedInput());

    [Fact]
    public void OptionOfWrongType_IsRefusedInWords() =>
        Assert.Equal("cannot parse argument 'many' for option '--runs' as a whole number", home.Run("bench", "startup", "--runs", "many").RefusedInput());

    [Fact]
    public void JsonIntoAFolder_IsRefusedBeforeAnyWork() =>
        Assert.Equal($"--json: '{home.Work}' is a folder", home.Run("bench", "startup", "--json", home.Work).RefusedInput());

    [Fact]
    public void HomeThatIsAFile_IsRefused()
    {
        var file = home.WriteFile("plain", "text");
        Assert.Contains($"--home: '{file}' is a file", Refusal(() => CommonOptions.ResolveHome(file)), StringComparison.Ordinal);
    }

    [Fact]
    public void NoCommand_ShowsEveryCommand()
    {
        var result = home.Run().Succeeded();
        Assert.All(CommandList.Entries, entry => Assert.Contains($"\n  {entry.Name} ", result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Entries_AreListedOnce_WithTheNamesOfTheirCommands()
    {
        Assert.All(CommandList.Entries, entry => Assert.Equal(entry.Name, entry.Create().Name));
        Assert.Equal(CommandList.Entries.Length, CommandList.Entries.Select(entry => entry.Name).Distinct().Count());
    }

    [Fact]
    public void EveryCommand_HasDescriptionAndExample_ThatParses()
    {
        foreach (var (path, command) in CommandList.Entries.SelectMany(e => Leaves(e.Create(), e.Name)))
        {
            Assert.False(string.IsNullOrWhiteSpace(command.Description), $"'{path}' has no description");
            var examples = CommandExtensions.ExamplesOf(command);
            Assert.True(examples.Count > 0, $"'{path}' has no example");
            foreach (var example in examples)
            {
                Assert.StartsWith(path, example, StringComparison.Ordinal);
                var words = example.Split(' ');
                var errors = TidemarkCommandLine.CreateRoot(words).Parse(words).Errors;
                Assert.True(errors.Count == 0, $"the example '{example}' is not valid: {string.Join("; ", errors.Select(e => e.Message))}");
            }
            Assert.All(command.Options, option => Assert.False(string.IsNullOrWhiteSpace(option.Description), $"'{path} {option.Name}' has no description"));
        }
    }

    [Fact]
    public void Help_ShowsTheExample()
    {
        var output = new StringWriter();
        Assert.Equal(0, TidemarkCommandLine.Run(["bench", "--help"], output, TextWriter.Null, CancellationToken.None));
        Assert.Contains("./tidemark bench startup", output.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<(string Path, Command Command)> Leaves(Command command, string path) =>
        command.Subcommands.Count == 0 ? [(path, command)] : command.Subcommands.SelectMany(c => Leaves(c, $"{path} {c.Name}"));

    private static string Refusal(Action action) => Assert.Throws<BadInputException>(action).Message;
}
