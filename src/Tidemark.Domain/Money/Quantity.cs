using System.Globalization;

namespace Tidemark.Domain;

/// <summary>A number of base units (or contracts), exact, in canonical form. Signed where it describes a position or a target: negative is short.</summary>
public readonly record struct Quantity : IComparable<Quantity>
{
    public static readonly Quantity Zero;

    public Quantity(decimal value) => Value = DecimalForm.Canonical(value);

    public decimal Value { get; }

    public bool IsZero => Value == 0m;

    public Quantity Abs() => new(Math.Abs(Value));

    public static Quantity operator +(Quantity left, Quantity right) => new(left.Value + right.Value);
    public static Quantity operator -(Quantity left, Quantity right) => new(left.Value - right.Value);
    public static Quantity operator -(Quantity quantity) => new(-quantity.Value);
    public static bool operator <(Quantity left, Quantity right) => left.Value < right.Value;
    public static bool operator >(Quantity left, Quantity right) => left.Value > right.Value;
    public static bool operator <=(Quantity left, Quantity right) => left.Value <= right.Value;
    public static bool operator >=(Quantity left, Quantity right) => left.Value >= right.Value;

    public static Quantity Min(Quantity left, Quantity right) => left <= right ? left : right;

    public int CompareTo(Quantity other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
