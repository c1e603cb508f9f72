using System.Collections.Immutable;
using System.Globalization;

namespace Tidemark.Simulation.Interest;

/// <summary>
/// What a margin account pays for borrowed money (a negative balance of it) and borrowed coins (a short position). One period is charged
/// when something is borrowed, and one more at the start of every further period, as Binance does (Frequently asked questions on Binance
/// margin trading, binance.com/en/support/faq/360030157812, read 2026-11-21). Unrealistic: rates do not change over time, and any quantity can be
/// borrowed.
/// </summary>
/// <param name="DailyRates">Fractions per day by asset; <c>*</c> for all others.</param>
/// <param name="Every">The period.</param>
public sealed record BorrowInterest(ImmutableSortedDictionary<string, decimal> DailyRates, Interval Every)
{
    private const string AnyAsset = "*";
    private const decimal LargestRate = 1m;

    /// <summary>The rates as <see cref="Parse"/> reads them.</summary>
    public string Text => string.Join(' ', DailyRates.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}")));

    /// <summary>The rate of an asset for one period.</summary>
    public decimal RateOf(string asset) =>
        (DailyRates.TryGetValue(asset, out var rate) || DailyRates.TryGetValue(AnyAsset, out rate) ? rate : 0m) * Every.ApproximateNanoseconds / Duration.NanosecondsPerDay;

    /// <param name="texts"><c>RATE</c> for all assets, or <c>ASSET=RATE</c>.</param>
    /// <param name="every">The period: an hour to a day.</param>
    /// <exception cref="BadInputException">A text is not of the form, or a rate is not a fraction from 0 to 1.</exception>
    public static BorrowInterest Parse(IEnumerable<string> texts, Interval every)
    {
        if (every.ApproximateNanoseconds is < Duration.NanosecondsPerMinute or > Duration.NanosecondsPerDay) throw new BadInputException($"--borrow-every {every} must be from 1m to 1d");
        var rates = ImmutableSortedDictionary.CreateBuilder<string, decimal>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            var asset = equals < 0 ? AnyAsset : text[..equals].ToUpperInvariant();
            if (!decimal.TryParse(text.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) || rate is < 0m or > LargestRate)
                throw new BadInputException($"--borrow-rate: '{text}' is not a fraction per day from 0 to 1, such as 0.0002 or BTC=0.0001");
            if (!rates.TryAdd(asset, rate)) throw new BadInputException($"--borrow-rate: two rates for {(asset == AnyAsset ? "all assets" : asset)}");
        }
        return new BorrowInterest(rates.ToImmutable(), every);
    }
}
