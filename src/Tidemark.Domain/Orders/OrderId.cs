namespace Tidemark.Domain;

/// <summary>The dense number of an order inside one session, from 0 in the order of decision.</summary>
public readonly record struct OrderId(int Value) : IComparable<OrderId>
{
    /// <summary>Stands for "no order".</summary>
    public static readonly OrderId None = new(-1);

    public bool IsNone => Value < 0;

    public int CompareTo(OrderId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
