namespace Tidemark.Cli.Configuration;

/// <summary>The file that <c>config init</c> writes: every setting with its default, all as comments.</summary>
internal static class ConfigurationTemplate
{
    public static void Write(TextWriter output)
    {
        output.WriteLine("# Tidemark's configuration. Every line that starts with '# ' and a key shows the default; remove the '# ' to change it.");
        output.WriteLine("# An option of a command is stronger than an environment variable (TIDEMARK__SECTION__KEY), that is stronger than this file.");
        output.WriteLine("# './tidemark config validate' checks the file, './tidemark config show' tells where each value comes from.");
        foreach (var section in SettingSections.All)
        {
            output.WriteLine();
            output.WriteLine($"# {section.Description}");
            output.WriteLine($"{section.Name}:");
            foreach (var setting in section.Settings)
            {
                var choices = setting.Choices.Count > 0 ? $": {string.Join(", ", setting.Choices)}" : "";
                output.WriteLine($"  # {setting.Description}{choices}");
                output.WriteLine($"  # {setting.Name}: {setting.DefaultText}");
            }
        }
    }
}
