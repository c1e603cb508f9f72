using System.Collections;

namespace Tidemark.Cli.Configuration;

/// <summary>
/// The settings in force below the options of a command: environment over file over defaults. Everything given is checked when
/// it is loaded, so a mistake is named before any work and not when its setting is first used.
/// </summary>
internal sealed class TidemarkConfiguration
{
    private readonly Dictionary<string, GivenSetting> given;

    private TidemarkConfiguration(Dictionary<string, GivenSetting> given) => this.given = given;

    /// <summary>Loads the file, if there is one, and the environment.</summary>
    /// <param name="file">The file named with <c>--config</c>; null for the one in the home.</param>
    /// <param name="defaultFile">The file in the home; it need not exist.</param>
    /// <exception cref="BadInputException">Something given is wrong; the message names the place and the nearest valid name.</exception>
    public static TidemarkConfiguration Load(string? file, string defaultFile, IDictionary variables)
    {
        var configuration = Load(file, defaultFile, variables, out var problems);
        return problems.Count == 0 ? configuration : throw new BadInputException(problems[0]);
    }

    /// <summary>Loads what can be used, and says in <paramref name="problems"/> everything that is wrong, a line each.</summary>
    /// <inheritdoc cref="Load(string?, string, IDictionary)"/>
    public static TidemarkConfiguration Load(string? file, string defaultFile, IDictionary variables, out List<string> problems)
    {
        problems = [];
        if (file is not null && !File.Exists(file)) throw new BadInputException($"--config: there is no file '{file}'");
        var path = file ?? (File.Exists(defaultFile) ? defaultFile : null);
        Dictionary<string, GivenSetting> given = new(StringComparer.Ordinal);
        if (path is not null) Add(given, SettingsFile.Read(path, problems), problems);
        Add(given, EnvironmentSettings.Read(variables, problems), problems);
        return new TidemarkConfiguration(given);
    }

    public T Get<T>(Setting<T> setting) => setting.Parse(TextOf(setting));

    public string TextOf(SettingDescriptor setting) => given.TryGetValue(setting.Path, out var found) ? found.Text : setting.DefaultText;

    /// <summary><c>default</c>, the environment variable, or file and line.</summary>
    public string OriginOf(SettingDescriptor setting) => given.TryGetValue(setting.Path, out var found) ? found.Origin : "default";

    private static void Add(Dictionary<string, GivenSetting> given, IReadOnlyList<GivenSetting> found, List<string> problems)
    {
        foreach (var each in found)
        {
            try
            {
                SettingSections.Settings.First(s => s.Path == each.Path).Check(each.Text);
                given[each.Path] = each;
            }
            catch (Exception e) when (e is FormatException or BadInputException or OverflowException)
            {
                problems.Add($"{each.Origin}: {each.Path}: {e.Message}");
            }
        }
    }
}
