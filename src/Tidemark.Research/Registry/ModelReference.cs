using System.Globalization;
using System.Text.RegularExpressions;

namespace Tidemark.Research.Registry;

/// <summary>How a person names a registered model: <c>btc-hourly</c> is its champion, <c>btc-hourly@3</c> one version, <c>btc-hourly@last</c> the newest.</summary>
/// <param name="Name">The name that all versions share.</param>
/// <param name="Version">The version; null for the champion.</param>
/// <param name="IsLast">Whether the newest version is meant.</param>
public sealed partial record ModelReference(string Name, int? Version, bool IsLast = false)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="BadInputException">It is not written like that.</exception>
    public static ModelReference Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var name = at < 0 ? text : text[..at];
        CheckName(name);
        if (at < 0) return new ModelReference(name, null);
        var version = text[(at + 1)..];
        if (version == "last") return new ModelReference(name, null, IsLast: true);
        if (version == "champion") return new ModelReference(name, null);
        return int.TryParse(version.TrimStart('v'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? new ModelReference(name, number)
            : throw new BadInputException($"'{text}': write NAME, NAME@VERSION or NAME@last; '{version}' is no version");
    }

    /// <summary>Refuses what cannot name a model: it becomes the name of a folder.</summary>
    /// <exception cref="BadInputException">It has other characters than lower-case letters, digits, hyphens, underscores and points, or is too long.</exception>
    public static void CheckName(string name)
    {
        if (!Name64().IsMatch(name)) throw new BadInputException($"'{name}' cannot name a model: use up to 64 lower-case letters, digits, hyphens, underscores and points, a letter or digit first");
    }

    /// <inheritdoc/>
    public override string ToString() => Version is { } version ? string.Create(CultureInfo.InvariantCulture, $"{Name}@{version}") : IsLast ? $"{Name}@last" : Name;

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{0,63}$")]
    private static partial Regex Name64();
}
