using System.Globalization;

namespace Tidemark.Domain;

/// <summary>A price in quote currency for one unit of the base currency, exact, in canonical form. May be zero or negative only where a venue allows it (spreads).</summary>
public readonly record struct Price : IComparable<Price>
{
    public static readonly Price Zero;

    public Price(decimal value) => Value = DecimalForm.Canonical(value);

    public decimal Value { get; }

    /// <summary>A market price as a <see cref="Price"/>, by conversion to 15 significant digits.</summary>
    /// <exception cref="OverflowException">The value is not finite or too large for a decimal.</exception>
    public static Price FromMarket(double value) => new(Exact.FromDouble(value));

    public double ToDouble() => Exact.ToDouble(Value);

    public static bool operator <(Price left, Price right) => Exact.Compare(left.Value, right.Value) < 0;
    public static bool operator >(Price left, Price right) => Exact.Compare(left.Value, right.Value) > 0;
    public static bool operator <=(Price left, Price right) => Exact.Compare(left.Value, right.Value) <= 0;
    public static bool operator >=(Price left, Price right) => Exact.Compare(left.Value, right.Value) >= 0;

    public int CompareTo(Price other) => Exact.Compare(Value, other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
