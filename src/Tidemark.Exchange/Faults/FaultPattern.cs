namespace Tidemark.Exchange.Faults;

/// <summary>Names with <c>*</c> for any text.</summary>
internal static class FaultPattern
{
    /// <summary>Whether there are no patterns, or one of them fits.</summary>
    public static bool Fits(IReadOnlyList<string> patterns, string name) => patterns.Count == 0 || patterns.Any(pattern => Fits(pattern, name));

    public static bool Fits(string pattern, string name)
    {
        var (at, star, resume, p) = (0, -1, 0, 0);
        while (at < name.Length)
            if (p < pattern.Length && pattern[p] == '*') (star, resume) = (p++, at);
            else if (p < pattern.Length && pattern[p] == name[at]) (p, at) = (p + 1, at + 1);
            else if (star >= 0) (p, at) = (star + 1, ++resume);
            else return false;
        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }
}
