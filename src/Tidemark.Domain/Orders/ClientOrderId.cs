using System.Globalization;

namespace Tidemark.Domain;

/// <summary>Our name for an order at a venue: 128 bits, written as 32 hex digits, the same after a restart.</summary>
public readonly record struct ClientOrderId(UInt128 Value)
{
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);

    public static bool TryParse(ReadOnlySpan<char> text, out ClientOrderId id)
    {
        var isValid = UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && text.Length == 32;
        id = new ClientOrderId(value);
        return isValid;
    }
}
