using System.Collections.Immutable;
using System.Globalization;
using Tidemark.Engine.Sessions;

namespace Tidemark.Simulation.Fees;

/// <summary>
/// A venue's fee table by own volume over the 30 days before the last update. Unrealistic: volume of other accounts and of products
/// that the session does not trade is not counted, and a holding that the venue averages over days is looked at when the tier is set.
/// </summary>
/// <param name="Currency">What volume is counted in; dollar tokens count as dollars.</param>
/// <param name="UpdatedEvery">When the tier is set anew: at the start of every day (UTC) or hour.</param>
/// <param name="Levels">From the lowest volume, which is 0, upward.</param>
public sealed record FeeTiers(string Currency, Interval UpdatedEvery, ImmutableArray<FeeTier> Levels)
{
    /// <summary>The tier for a trailing volume: the highest whose volume is reached and whose holding is there.</summary>
    /// <param name="volume">Own volume in <see cref="Currency"/>.</param>
    /// <param name="balanceOf">What the account holds of an asset.</param>
    public FeeTier Find(decimal volume, Func<string, decimal> balanceOf)
    {
        var found = Levels[0];
        foreach (var level in Levels)
            if (volume >= level.VolumeFrom && (level.Holding is not { } holding || balanceOf(holding.Asset) >= holding.Value)) found = level;
        return found;
    }

    /// <summary>The table as one line, for a journal: <c>USD 1d 0:0.001:0.001 1000000:0.0009:0.001:25:BNB</c>.</summary>
    public override string ToString() => $"{Currency} {UpdatedEvery} {string.Join(' ', Levels.Select(TextOf))}";

    /// <summary>The table from its line.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static FeeTiers Parse(string text)
    {
        var parts = text.Split(' ');
        if (parts.Length < 3 || !Interval.TryParse(parts[1], out var interval)) throw new FormatException($"'{text}' is not a table of fee tiers");
        return new FeeTiers(parts[0], interval, [.. parts[2..].Select(LevelOf)]);
    }

    private static string TextOf(FeeTier level) => string.Create(CultureInfo.InvariantCulture,
        $"{level.VolumeFrom}:{level.Rates.Maker}:{level.Rates.Taker}{(level.Holding is { } holding ? string.Create(CultureInfo.InvariantCulture, $":{holding.Value}:{holding.Asset}") : "")}");

    private static FeeTier LevelOf(string text)
    {
        var parts = text.Split(':');
        if (parts.Length is not (3 or 5)) throw new FormatException($"'{text}' is not a fee tier");
        return new FeeTier(Number(parts[0]), new FeeRates(Number(parts[1]), Number(parts[2])), parts.Length == 3 ? null : new Money(Number(parts[3]), parts[4]));
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
