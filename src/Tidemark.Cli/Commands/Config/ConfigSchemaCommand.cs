using System.CommandLine;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Configuration;

namespace Tidemark.Cli.Commands.Config;

/// <summary><c>config schema</c>: the JSON schema of the file, for editors.</summary>
internal static class ConfigSchemaCommand
{
    public static Command Create() =>
        new Command("schema", "Print the JSON schema of the configuration file, by which editors complete and check it")
            .Example("config schema")
            .WithoutConfiguration()
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true })) ConfigurationSchema.Write(writer);
        context.Output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
        return TidemarkCommandLine.Success;
    }
}
