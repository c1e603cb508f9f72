using System.Globalization;
using System.Text;

namespace Tidemark.Venues.Kraken.Trading;

/// <summary>Parameters of a request in the order in which they were added, escaped.</summary>
internal sealed class FormText
{
    private readonly StringBuilder text = new();

    /// <summary>Adds a parameter; null adds nothing.</summary>
    public FormText Add(string name, string? value)
    {
        if (value is null) return this;
        if (text.Length > 0) text.Append('&');
        text.Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    /// <summary>Adds a number in plain digits.</summary>
    public FormText Add(string name, decimal? value) => Add(name, value is { } number ? Digits(number) : null);

    public FormText Add(string name, long value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    public static string Digits(decimal value) => value.ToString("0.##################", CultureInfo.InvariantCulture);

    public override string ToString() => text.ToString();
}
