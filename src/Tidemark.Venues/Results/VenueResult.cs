using System.Diagnostics.CodeAnalysis;

namespace Tidemark.Venues.Results;

/// <summary>Makes results whose type the compiler knows.</summary>
public static class VenueResult
{
    public static VenueResult<T> Ok<T>(T value) => new(value);
}

/// <summary>What a venue answered: a value, or why there is none.</summary>
public readonly struct VenueResult<T>
{
    private readonly T? value;
    private readonly VenueError? error;
    private readonly bool hasValue;

    public VenueResult(T value) => (this.value, hasValue) = (value, true);

    public VenueResult(VenueError error) => this.error = error;

    public bool IsSuccess => hasValue;

    /// <summary>Why there is no value; null when there is one.</summary>
    public VenueError? Error => hasValue ? null : error ?? VenueError.Final(VenueErrorKind.MalformedAnswer, "nothing was answered");

    /// <exception cref="InvalidOperationException">There is none; the message says why.</exception>
    public T Value => hasValue ? value! : throw new InvalidOperationException(Error!.ToString());

    /// <summary>Gives the value, or else the error.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T result, [NotNullWhen(false)] out VenueError? failure)
    {
        (result, failure) = (value, Error);
        return hasValue;
    }

    /// <summary>The same with another value; an error stays as it is.</summary>
    public VenueResult<TOther> Select<TOther>(Func<T, TOther> selector) => hasValue ? new VenueResult<TOther>(selector(value!)) : Error!;

    public static implicit operator VenueResult<T>(T value) => new(value);

    public static implicit operator VenueResult<T>(VenueError error) => new(error);

    public override string ToString() => hasValue ? $"{value}" : Error!.ToString();
}
