using System.Text;
using Tidemark.Engine.Ports;

namespace Tidemark.Storage.Journal.Records;

/// <summary>Record kinds as people type and read them: <c>fill-booked</c>.</summary>
public static class RecordKindName
{
    public static string Of(RecordKind kind)
    {
        if (!Enum.IsDefined(kind)) return ((ushort)kind).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var result = new StringBuilder();
        foreach (var letter in kind.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && result.Length > 0) result.Append('-');
            result.Append(char.ToLowerInvariant(letter));
        }
        return result.ToString();
    }

    /// <exception cref="BadInputException">There is no such kind.</exception>
    public static RecordKind Parse(string text)
    {
        foreach (var kind in Enum.GetValues<RecordKind>())
            if (string.Equals(Of(kind), text, StringComparison.OrdinalIgnoreCase) || string.Equals(kind.ToString(), text, StringComparison.OrdinalIgnoreCase)) return kind;
        throw new BadInputException($"there are no records of kind '{text}'{NearestNames.Hint(text, Enum.GetValues<RecordKind>().Select(Of))}");
    }
}
