namespace Tidemark.Venues.Binance.Wire;

/// <summary>A grid of prices or quantities in whole numbers: a step of 0.05 has two decimals and five units.</summary>
internal readonly struct FixedGrid
{
    private const int MostFastDecimals = 8;

    public FixedGrid(decimal step)
    {
        var size = step;
        while (size != decimal.Truncate(size))
        {
            size *= 10m;
            Decimals++;
        }
        Units = (long)size;
        Power = 1;
        for (var i = 0; i < Decimals; i++) Power *= 10;
        IsFast = Decimals <= MostFastDecimals;
        FractionMask = IsFast && Decimals > 0 ? ulong.MaxValue >> (64 - 8 * Decimals) : 0;
        FractionShift = IsFast ? 64 - 8 * Decimals : 0;
    }

    /// <summary>Digits behind the point.</summary>
    public int Decimals { get; }

    /// <summary>How many units of the last digit one step is.</summary>
    public long Units { get; }

    /// <summary>Ten to the power of <see cref="Decimals"/>.</summary>
    public long Power { get; }

    /// <summary>Whether eight digits behind the point, read at once, hold all that can be on the grid.</summary>
    public bool IsFast { get; }

    /// <summary>The bytes of those of eight digits that can be on the grid.</summary>
    public ulong FractionMask { get; }

    /// <summary>How far they are moved so that they end where a number ends.</summary>
    public int FractionShift { get; }

    /// <summary>A number in steps.</summary>
    public WireFault TryCount(FixedNumber number, out long count)
    {
        var (digits, decimals) = number;
        count = 0;
        for (; decimals > Decimals; decimals--)
        {
            (digits, var rest) = Math.DivRem(digits, 10);
            if (rest != 0) return WireFault.TooManyDigits;
        }
        for (; decimals < Decimals; decimals++)
        {
            if (digits > long.MaxValue / 10) return WireFault.TooLarge;
            digits *= 10;
        }
        (count, var between) = Math.DivRem(digits, Units);
        return between == 0 ? WireFault.None : WireFault.OffGrid;
    }
}
