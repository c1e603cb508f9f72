namespace Tidemark.Domain;

/// <summary>Finds what a person probably meant by a name that does not exist.</summary>
public static class NearestNames
{
    /// <summary>A name this long inside another one is meant, however much longer the other is: <c>warn</c> and <c>warning</c>.</summary>
    private const int ShortestPart = 3;

    /// <summary>One slip in so many letters still reads as the same word.</summary>
    private const int LettersPerSlip = 3;

    /// <summary>Up to <paramref name="count"/> candidates, however unlike the name, the most similar first; ties in ordinal order.</summary>
    public static IReadOnlyList<string> Find(string name, IEnumerable<string> candidates, int count = 3) =>
        [.. candidates.Distinct(StringComparer.Ordinal)
            .OrderBy(candidate => Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant()))
            .ThenBy(candidate => candidate, StringComparer.Ordinal)
            .Take(count)];

    /// <summary>A hint such as <c>; did you mean 'ma-cross'?</c>, or nothing when no candidate looks like the name.</summary>
    public static string Hint(string name, IEnumerable<string> candidates, int count = 1)
    {
        var nearest = Find(name, candidates.Where(candidate => IsLike(name.ToUpperInvariant(), candidate.ToUpperInvariant())), count);
        return nearest.Count == 0 ? "" : $"; did you mean {Listed(nearest)}?";
    }

    /// <summary>What is there instead, such as <c>; the nearest are 'BTC/USDT@binance' and 'ETH/USDT@binance'</c>, however unlike the name.</summary>
    public static string Nearest(string name, IEnumerable<string> candidates, int count = 3)
    {
        var nearest = Find(name, candidates, count);
        return nearest.Count switch
        {
            0 => "",
            1 => $"; the nearest is {Listed(nearest)}",
            _ => $"; the nearest are {Listed(nearest)}",
        };
    }

    private static string Listed(IReadOnlyList<string> names) =>
        names.Count == 1 ? $"'{names[0]}'" : $"{string.Join(", ", names.Take(names.Count - 1).Select(name => $"'{name}'"))} or '{names[^1]}'";

    private static bool IsLike(string name, string candidate)
    {
        if (Math.Min(name.Length, candidate.Length) >= ShortestPart
            && (candidate.Contains(name, StringComparison.Ordinal) || name.Contains(candidate, StringComparison.Ordinal))) return true;
        return Distance(name, candidate) * LettersPerSlip <= Math.Max(name.Length, candidate.Length);
    }

    /// <summary>The number of slips between two texts: a letter changed, left out, added, or swapped with its neighbour.</summary>
    private static int Distance(string left, string right)
    {
        var (beforePrevious, previous, current) = (new int[right.Length + 1], new int[right.Length + 1], new int[right.Length + 1]);
        for (var column = 0; column <= right.Length; column++) previous[column] = column;
        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var replaced = previous[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
                current[column] = Math.Min(replaced, Math.Min(previous[column], current[column - 1]) + 1);
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                    current[column] = Math.Min(current[column], beforePrevious[column - 2] + 1);
            }
            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }
        return previous[right.Length];
    }
}
