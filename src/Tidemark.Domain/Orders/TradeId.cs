using System.Globalization;

namespace Tidemark.Domain;

/// <summary>A venue's number of an execution. Most venues use whole numbers, which are kept as such; any other text is kept as it is.</summary>
public readonly record struct TradeId
{
    private readonly long number;
    private readonly string? text;

    public TradeId(long number) => this.number = number;

    /// <param name="text">What the venue calls it; the same text is the same id, however it was made.</param>
    public TradeId(string text)
    {
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && (text[0] != '0' || text.Length == 1);
        if (isNumber) return;
        number = 0;
        this.text = text;
    }

    public override string ToString() => text ?? number.ToString(CultureInfo.InvariantCulture);
}
