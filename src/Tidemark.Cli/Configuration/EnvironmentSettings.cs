using System.Collections;

namespace Tidemark.Cli.Configuration;

/// <summary>Reads settings from variables named <c>TIDEMARK__SECTION__KEY</c>; case and single underscores do not matter.</summary>
internal static class EnvironmentSettings
{
    private const string Prefix = "TIDEMARK__";

    /// <summary>Whether some variable means to be a setting.</summary>
    public static bool AreGiven(IDictionary variables) => variables.Keys.OfType<string>().Any(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase));

    /// <param name="variables">The environment.</param>
    /// <param name="problems">Gets a line for each variable that names no setting.</param>
    public static IReadOnlyList<GivenSetting> Read(IDictionary variables, List<string> problems)
    {
        List<GivenSetting> given = [];
        foreach (DictionaryEntry variable in variables)
        {
            if (variable.Key is not string name || !name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) continue;
            var setting = SettingSections.Settings.FirstOrDefault(s => Plain(s.EnvironmentName) == Plain(name));
            if (setting is null) problems.Add($"environment: there is no setting '{name}'{NearestNames.Hint(name, SettingSections.Settings.Select(s => s.EnvironmentName))}");
            else given.Add(new GivenSetting(setting.Path, variable.Value as string ?? "", name));
        }
        return given;
    }

    private static string Plain(string name) =>
        string.Join("__", name.ToUpperInvariant().Split("__").Select(part => part.Replace("_", "", StringComparison.Ordinal)));
}
