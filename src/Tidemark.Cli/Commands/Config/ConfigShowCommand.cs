using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Configuration;
using Tidemark.Cli.Output;

namespace Tidemark.Cli.Commands.Config;

/// <summary><c>config show</c>: every setting in force and where it comes from.</summary>
internal static class ConfigShowCommand
{
    public static Command Create() =>
        new Command("show", "Show every setting in force and where it comes from")
            .With(CommonOptions.Json)
            .Example("config show")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var configuration = context.Configuration;
        var table = new TextTable("setting", "value", "from");
        foreach (var setting in SettingSections.Settings) table.Add(setting.Path, configuration.TextOf(setting), configuration.OriginOf(setting));
        table.WriteTo(context.Output);
        context.WriteJson(writer =>
        {
            writer.WriteStartArray();
            foreach (var setting in SettingSections.Settings)
            {
                writer.WriteStartObject();
                writer.WriteString("setting", setting.Path);
                writer.WriteString("value", configuration.TextOf(setting));
                writer.WriteString("default", setting.DefaultText);
                writer.WriteString("from", configuration.OriginOf(setting));
                writer.WriteString("environmentName", setting.EnvironmentName);
                writer.WriteString("description", setting.Description);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        });
        return TidemarkCommandLine.Success;
    }
}
