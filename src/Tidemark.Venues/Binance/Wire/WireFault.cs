namespace Tidemark.Venues.Binance.Wire;

/// <summary>Why a message could not be used.</summary>
public enum WireFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The text is not JSON.</summary>
    NotJson,

    /// <summary>The text ends in the middle.</summary>
    Truncated,

    /// <summary>It is nested more deeply than any message of a venue.</summary>
    TooDeep,

    /// <summary>It is a message of another kind.</summary>
    OtherKind,

    /// <summary>A field that such a message always has is not there.</summary>
    MissingField,

    /// <summary>A field is there twice: which of the values counts nobody knows.</summary>
    DuplicateField,

    /// <summary>A value is of another type: a number where text belongs, an object where an array belongs.</summary>
    WrongType,

    /// <summary>The text of a number is not a plain decimal number.</summary>
    NotANumber,

    /// <summary>A number is below zero.</summary>
    Negative,

    /// <summary>A price or quantity that must be positive is zero.</summary>
    NotPositive,

    /// <summary>A number has more digits behind the point than the grid of the book: rounding it would be a wrong value.</summary>
    TooManyDigits,

    /// <summary>A number is between two steps of the grid of the book.</summary>
    OffGrid,

    /// <summary>A number or a time does not fit.</summary>
    TooLarge,

    /// <summary>Values contradict each other: an update that ends before it begins, a bar whose high is below its low.</summary>
    Contradiction,

    /// <summary>A name or value that matters is written with escapes that do not resolve.</summary>
    Escaped,
}
