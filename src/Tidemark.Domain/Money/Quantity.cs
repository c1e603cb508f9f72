using System.Globalization;

namespace Tidemark.Domain;

/// <summary>A number of base units (or contracts), exact, in canonical form. Signed where it describes a position or a target: negative is short.</summary>
public readonly record struct Quantity : IComparable<Quantity>
{
    public static readonly Quantity Zero;

    public Quantity(decimal value) => Value = DecimalForm.Canonical(value);

    /// <summary>For values whose form is known; the parameter only tells the two constructors apart.</summary>
    private Quantity(decimal canonical, bool _) => Value = canonical;

    public decimal Value { get; }

    public bool IsZero => Math.Sign(Value) == 0;

    public Quantity Abs() => new(Math.Abs(Value), true);

    public static Quantity operator +(Quantity left, Quantity right) => new(Exact.Add(left.Value, right.Value));
    public static Quantity operator -(Quantity left, Quantity right) => new(Exact.Subtract(left.Value, right.Value));
    public static Quantity operator -(Quantity quantity) => new(quantity.IsZero ? 0m : -quantity.Value, true);
    public static bool operator <(Quantity left, Quantity right) => Exact.Compare(left.Value, right.Value) < 0;
    public static bool operator >(Quantity left, Quantity right) => Exact.Compare(left.Value, right.Value) > 0;
    public static bool operator <=(Quantity left, Quantity right) => Exact.Compare(left.Value, right.Value) <= 0;
    public static bool operator >=(Quantity left, Quantity right) => Exact.Compare(left.Value, right.Value) >= 0;

    public static Quantity Min(Quantity left, Quantity right) => left <= right ? left : right;

    public int CompareTo(Quantity other) => Exact.Compare(Value, other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
