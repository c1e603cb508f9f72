using System.Buffers;
using System.Globalization;

namespace Tidemark.Storage.Runs;

/// <summary>
/// The name of a kept run: the moment it was kept and three letters that tell apart what happened in the same second, such as
/// <c>240131-093012-7kq</c>. Ids sort by time as text.
/// </summary>
public static class RunId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int SubMillisecond = 32;
    private const int Length = 17;
    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    /// <summary>An id for a moment.</summary>
    /// <param name="time">When the run is kept.</param>
    /// <param name="chance">Anything; tells apart runs of the same millisecond.</param>
    public static string Create(Instant time, int chance)
    {
        var suffix = (int)(time.UnixMilliseconds % 1000) * SubMillisecond + (chance & (SubMillisecond - 1));
        Span<char> letters = [Alphabet[suffix >> 10], Alphabet[(suffix >> 5) & 31], Alphabet[suffix & 31]];
        return string.Concat(time.ToDateTime().ToString("yyMMdd-HHmmss-", CultureInfo.InvariantCulture), letters);
    }

    /// <summary>Whether a text has the form of an id.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.Length != Length || text[6] != '-' || text[13] != '-') return false;
        foreach (var digit in text[..6])
            if (!char.IsAsciiDigit(digit)) return false;
        foreach (var digit in text[7..13])
            if (!char.IsAsciiDigit(digit)) return false;
        return text[14..].IndexOfAnyExcept(Letters) < 0;
    }
}
