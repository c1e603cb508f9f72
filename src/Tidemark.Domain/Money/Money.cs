using System.Globalization;

namespace Tidemark.Domain;

/// <summary>An amount of one asset (<c>USDT</c>, <c>BTC</c>), exact, in canonical form.</summary>
public readonly record struct Money
{
    public Money(decimal value, string asset)
    {
        Value = DecimalForm.Canonical(value);
        Asset = asset;
    }

    public decimal Value { get; }

    public string Asset { get; }

    /// <exception cref="InvalidOperationException">The assets differ: converting needs a price, which is named at the call.</exception>
    public static Money operator +(Money left, Money right) =>
        left.Asset == right.Asset
            ? new Money(left.Value + right.Value, left.Asset)
            : throw new InvalidOperationException($"cannot add {right.Asset} to {left.Asset} without a price");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value} {Asset}");
}
