using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Configuration;

namespace Tidemark.Cli.Commands.Config;

/// <summary><c>config validate</c>: names everything that is wrong, not only the first mistake.</summary>
internal static class ConfigValidateCommand
{
    public static Command Create() =>
        new Command("validate", "Check the configuration file and the environment, and name everything that is wrong")
            .Example("config validate --config tidemark.yaml")
            .WithoutConfiguration()
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var configuration = TidemarkConfiguration.Load(context.ConfigurationFile, context.Home.ConfigurationFile, Environment.GetEnvironmentVariables(), out var problems);
        foreach (var problem in problems) context.Error.WriteLine($"error: {ParseErrorText.OneLine(problem)}");
        if (problems.Count > 0) return TidemarkCommandLine.BadUsage;
        var given = SettingSections.Settings.Count(s => configuration.OriginOf(s) != "default");
        context.Output.WriteLine($"the configuration is valid: {given} of {SettingSections.Settings.Count()} settings are given, the others have their defaults");
        return TidemarkCommandLine.Success;
    }
}
