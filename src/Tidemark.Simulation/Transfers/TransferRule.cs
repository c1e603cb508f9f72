using System.Globalization;

namespace Tidemark.Simulation.Transfers;

/// <summary>What a venue asks of those who move an asset away from it.</summary>
/// <param name="Asset">The asset; <c>*</c> for every one without a rule of its own.</param>
/// <param name="Venue">The venue that it leaves; null for every one.</param>
/// <param name="Delay">From the request to the arrival at the other venue.</param>
public sealed record TransferRule(string Asset, string? Venue, Duration Delay)
{
    /// <summary>What the venue keeps of each transfer, in the asset.</summary>
    public decimal Fee { get; init; }

    /// <summary>The least quantity of one transfer.</summary>
    public decimal Minimum { get; init; }

    /// <summary>The most that may leave in one day (UTC); null for no limit.</summary>
    public decimal? DailyLimit { get; init; }

    /// <summary>The rule as <see cref="TransferRules.Parse"/> reads it.</summary>
    public override string ToString()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Asset}{(Venue is null ? "" : $"@{Venue}")}={Delay.Nanoseconds / (decimal)Instant.NanosecondsPerSecond}s");
        if (Fee != 0m) text += string.Create(CultureInfo.InvariantCulture, $",fee:{Fee}");
        if (Minimum != 0m) text += string.Create(CultureInfo.InvariantCulture, $",min:{Minimum}");
        return DailyLimit is { } limit ? text + string.Create(CultureInfo.InvariantCulture, $",day:{limit}") : text;
    }
}
