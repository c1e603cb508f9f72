using System.Collections.Immutable;
using System.Globalization;

namespace Tidemark.Learning.Estimators;

/// <summary>
/// A setting of XGBoost, scikit-learn or PyTorch that a model here does not have under one name: it means others, or says what is always so here.
/// </summary>
/// <param name="Name">What it is called there; compared without case, underscores and hyphens.</param>
/// <param name="Note">What is so here, as a sentence without its end.</param>
public sealed record ForeignSetting(string Name, string Note)
{
    /// <summary>The values that are true here, numbers compared as numbers; empty where any value changes nothing.</summary>
    public ImmutableArray<string> Accepted { get; init; } = [];

    /// <summary>Settings of the model that a value means; null or empty where it means none.</summary>
    public Func<string, ImmutableArray<KeyValuePair<string, string>>?>? Meaning { get; init; }

    /// <summary>The model's own settings for a value.</summary>
    /// <exception cref="ArgumentException">The value is not what is so here.</exception>
    internal ImmutableArray<KeyValuePair<string, string>> Translate(string value)
    {
        if (Meaning?.Invoke(value) is { } own) return own;
        if (Meaning is null && Accepted.IsEmpty || Accepted.Any(one => IsSame(one, value))) return [];
        throw new ArgumentException($"{Name} cannot be '{value}' here: {Note}");
    }

    /// <summary>Whether two values are the same: words without case, numbers as numbers.</summary>
    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase)
        || double.TryParse(one, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.TryParse(other, NumberStyles.Float, CultureInfo.InvariantCulture, out var second) && number == second;
}
