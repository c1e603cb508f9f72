namespace Tidemark.Domain;

/// <summary>Finds what a person probably meant by a name that does not exist.</summary>
public static class NearestNames
{
    /// <summary>Up to <paramref name="count"/> candidates, the most similar first; ties in ordinal order.</summary>
    public static IReadOnlyList<string> Find(string name, IEnumerable<string> candidates, int count = 3) =>
        [.. candidates.Distinct(StringComparer.Ordinal)
            .OrderBy(candidate => Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant()))
            .ThenBy(candidate => candidate, StringComparer.Ordinal)
            .Take(count)];

    /// <summary>A hint such as <c>; did you mean 'ma-cross'?</c>, or nothing when there are no candidates.</summary>
    public static string Hint(string name, IEnumerable<string> candidates, int count = 1)
    {
        var nearest = Find(name, candidates, count);
        if (nearest.Count == 0) return "";
        return $"; did you mean {string.Join(", ", nearest.Take(nearest.Count - 1).Select(n => $"'{n}'"))}{(nearest.Count > 1 ? " or " : "")}'{nearest[^1]}'?";
    }

    /// <summary>Levenshtein distance: the number of single-letter changes from one text to the other.</summary>
    private static int Distance(string left, string right)
    {
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++) previous[column] = column;
        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var replaced = previous[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
                current[column] = Math.Min(replaced, Math.Min(previous[column], current[column - 1]) + 1);
            }
            (previous, current) = (current, previous);
        }
        return previous[right.Length];
    }
}
