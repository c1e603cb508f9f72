namespace Tidemark.Engine.Sessions;

/// <summary>The size of a unit.</summary>
/// <param name="Kind">Which rule.</param>
/// <param name="Value">Base units, quote currency, or a fraction of free equity.</param>
public readonly record struct SizingRule(SizingKind Kind, decimal Value)
{
    /// <summary>95 % of free equity.</summary>
    public static readonly SizingRule Default = new(SizingKind.Allocation, 0.95m);

    public override string ToString() => Kind switch
    {
        SizingKind.FixedQuantity => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"quantity {Value}"),
        SizingKind.Stake => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"stake {Value}"),
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Value * 100m:0.##} % of free equity"),
    };
}
