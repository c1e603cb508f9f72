using System.Globalization;

namespace Tidemark.Venues.Binance.Wire;

/// <summary>What came of reading a message: nothing is wrong, or what, in which field and where.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Key">The field, its letters packed as <see cref="WireKey"/> does; 0 where no field is at fault.</param>
/// <param name="Offset">The byte of the message, from 0.</param>
public readonly record struct WireResult(WireFault Fault, uint Key, int Offset)
{
    public bool IsOk => Fault == WireFault.None;

    /// <summary>The name of the field; empty where no field is at fault.</summary>
    public string Field => WireKey.Name(Key);

    /// <summary>One line for a log: <c>the field p has more digits than the grid of the book (byte 83)</c>.</summary>
    public override string ToString()
    {
        if (IsOk) return "ok";
        var subject = Key == 0 ? "the message" : $"the field {Field}";
        return string.Create(CultureInfo.InvariantCulture, $"{subject} {Reason} (byte {Offset})");
    }

    private string Reason => Fault switch
    {
        WireFault.NotJson => "is not JSON",
        WireFault.Truncated => "ends in the middle",
        WireFault.TooDeep => "is nested too deeply",
        WireFault.OtherKind => "is of another kind",
        WireFault.MissingField => "is missing",
        WireFault.DuplicateField => "is there twice",
        WireFault.WrongType => "is of the wrong type",
        WireFault.NotANumber => "is not a plain decimal number",
        WireFault.Negative => "is negative",
        WireFault.NotPositive => "is not positive",
        WireFault.TooManyDigits => "has more digits than the grid of the book",
        WireFault.OffGrid => "is not on the grid of the book",
        WireFault.TooLarge => "is too large",
        WireFault.Contradiction => "contradicts another",
        WireFault.Escaped => "is written with escapes that do not resolve",
        _ => "cannot be read",
    };
}
