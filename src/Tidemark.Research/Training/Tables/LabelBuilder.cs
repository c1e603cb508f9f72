using System.Text;

namespace Tidemark.Research.Training.Tables;

/// <summary>Takes labels as they are read: all numbers, or all words.</summary>
internal sealed class LabelBuilder(string name)
{
    private const int MostWords = 1000;
    private readonly List<double> values = [];
    private readonly List<string> words = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> places = new Dictionary<string, int>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private bool hasNumbers;

    /// <returns>What is wrong with the label; null where it was taken.</returns>
    public string? Add(ReadOnlySpan<byte> cell)
    {
        if (CellText.IsMissing(cell)) values.Add(double.NaN);
        else if (words.Count == 0 && CellText.TryNumber(cell, out var number))
        {
            if (!double.IsFinite(number)) return "is not finite";
            hasNumbers = true;
            values.Add(number);
        }
        else if (hasNumbers) return "is not a number, as the labels before it are";
        else return AddWord(cell);
        return null;
    }

    public LabelColumn Build() => new(name, values.ToArray(), [.. words]);

    private string? AddWord(ReadOnlySpan<byte> cell)
    {
        Span<char> text = stackalloc char[256];
        if (cell.Length > text.Length) return "is too long for the name of a class";
        var word = text[..Encoding.UTF8.GetChars(cell, text)];
        if (!places.TryGetValue(word, out var place))
        {
            if (words.Count == MostWords) return $"is a word, and there are more than {MostWords} others: not the name of a class";
            place = words.Count;
            places[word] = place;
            words.Add(word.ToString());
        }
        values.Add(place);
        return null;
    }
}
