using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Configuration;

namespace Tidemark.Cli.Commands.Config;

/// <summary><c>config init</c>: writes a commented configuration file that changes nothing yet.</summary>
internal static class ConfigInitCommand
{
    private static readonly Option<bool> Force = new("--force") { Description = "Write over a file that is there" };

    public static Command Create() =>
        new Command("init", "Write a commented configuration file with every setting at its default")
            .With(Force)
            .Example("config init")
            .WithoutConfiguration()
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var path = context.ConfigurationFile ?? context.Home.ConfigurationFile;
        if (File.Exists(path) && !context.Get(Force)) throw new BadInputException($"'{path}' is there already; --force writes over it");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using (var file = new StreamWriter(path)) ConfigurationTemplate.Write(file);
        context.Output.WriteLine($"wrote {path}; nothing in it is changed yet");
        return TidemarkCommandLine.Success;
    }
}
