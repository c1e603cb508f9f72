namespace Tidemark.Research.Attribution;

/// <summary>
/// Attributions count money in units of 10^-12 of the currency. Rounded to them once, sums of any number of parts are exact in
/// whatever order they are taken, which sums of numbers with 28 digits are not.
/// </summary>
public static class MoneyUnits
{
    /// <summary>Digits after the point.</summary>
    public const int Digits = 12;

    private const double Largest = 1e15;

    public static decimal Of(decimal value) => DecimalForm.Canonical(decimal.Round(value, Digits, MidpointRounding.ToEven));

    /// <returns>Null for what is no amount of money: not finite, or beyond all bounds.</returns>
    public static decimal? Of(double value) => Math.Abs(value) < Largest ? Of((decimal)value) : null;
}
