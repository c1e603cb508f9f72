using System.Collections.Immutable;
using System.Globalization;

namespace Tidemark.Simulation.Transfers;

/// <summary>
/// How assets may be moved between the venues of a session. What has no rule cannot be moved. Unrealistic: fees, limits and delays do not
/// change over time, and no venue ever stops withdrawals.
/// </summary>
/// <param name="Rules">The rules in the order in which they were given.</param>
public sealed record TransferRules(ImmutableArray<TransferRule> Rules)
{
    private const string AnyAsset = "*";

    /// <summary>No transfers.</summary>
    public static readonly TransferRules None = new(ImmutableArray<TransferRule>.Empty);

    /// <summary>The rules as <see cref="Parse"/> reads them, joined by spaces.</summary>
    public string Text => string.Join(' ', Rules);

    /// <summary>The rule for an asset that leaves a venue: the one that names both goes before one that names the asset, that before one that names the venue.</summary>
    public TransferRule? Find(string asset, string venue) =>
        Rules.FirstOrDefault(rule => rule.Asset == asset && rule.Venue == venue) ?? Rules.FirstOrDefault(rule => rule.Asset == asset && rule.Venue is null)
        ?? Rules.FirstOrDefault(rule => rule.Asset == AnyAsset && rule.Venue == venue) ?? Rules.FirstOrDefault(rule => rule.Asset == AnyAsset && rule.Venue is null);

    /// <param name="texts"><c>ASSET[@VENUE]=DELAY[,fee:N][,min:N][,day:N]</c>, the delay as <c>30m</c>; <c>*</c> for any asset.</param>
    /// <exception cref="BadInputException">A text is not of that form, or two say the same.</exception>
    public static TransferRules Parse(IEnumerable<string> texts)
    {
        var rules = ImmutableArray.CreateBuilder<TransferRule>();
        foreach (var text in texts)
        {
            var rule = ParseOne(text);
            if (rules.Any(other => (other.Asset, other.Venue) == (rule.Asset, rule.Venue))) throw new BadInputException($"--transfer: two rules for {rule.Asset}{(rule.Venue is null ? "" : $"@{rule.Venue}")}");
            rules.Add(rule);
        }
        return new TransferRules(rules.ToImmutable());
    }

    private static TransferRule ParseOne(string text)
    {
        if (text.Split('=', 2) is not [var subject, var terms] || subject.Length == 0) throw Unreadable(text, "there is no '='");
        var (asset, venue) = subject.Split('@', 2) is [var name, var at] ? (name, at) : (subject, null);
        var parts = terms.Split(',');
        var rule = new TransferRule(asset.ToUpperInvariant(), venue?.ToLowerInvariant(), DelayOf(parts[0], text));
        foreach (var part in parts.AsSpan(1))
        {
            if (part.Split(':', 2) is not [var key, var number] || !decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || value < 0m)
                throw Unreadable(text, $"'{part}' is not fee:N, min:N or day:N");
            rule = key switch
            {
                "fee" => rule with { Fee = value },
                "min" => rule with { Minimum = value },
                "day" => rule with { DailyLimit = value },
                _ => throw Unreadable(text, $"'{key}' is not fee, min or day"),
            };
        }
        return rule;
    }

    private static Duration DelayOf(string delay, string text)
    {
        var unit = delay.Length == 0 ? 0 : delay[^1] switch { 's' => 1, 'm' => 60, 'h' => 3_600, 'd' => 86_400, _ => 0 };
        if (unit == 0 || !decimal.TryParse(delay.AsSpan(..^1), NumberStyles.Float, CultureInfo.InvariantCulture, out var count) || count is not (>= 0m and <= 10_000_000m))
            throw Unreadable(text, $"'{delay}' is not a delay such as 90s, 30m, 2h or 1d");
        return new Duration((long)decimal.Round(count * unit * Instant.NanosecondsPerSecond));
    }

    private static BadInputException Unreadable(string text, string why) =>
        new($"--transfer '{text}': {why}; write ASSET[@VENUE]=DELAY[,fee:N][,min:N][,day:N], such as BTC@kraken=30m,fee:0.00015,day:5");
}
