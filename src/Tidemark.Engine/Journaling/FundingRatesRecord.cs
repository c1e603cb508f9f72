using System.Collections.Immutable;

namespace Tidemark.Engine.Journaling;

/// <summary>Input: funding rates of an instrument that a backtest or a replay takes. There are few of them: they are written out.</summary>
/// <param name="Instrument">The perpetual.</param>
/// <param name="Rates">In the order of time.</param>
public readonly record struct FundingRatesRecord(InstrumentIndex Instrument, ImmutableArray<FundingRate> Rates)
{
    /// <summary>More go into a further record.</summary>
    public const int MostRates = 100_000;

    /// <summary>Rates of any instruments as records.</summary>
    public static IEnumerable<FundingRatesRecord> Of(IReadOnlyList<(InstrumentIndex Instrument, FundingRate Rate)> rates)
    {
        foreach (var ofOne in rates.GroupBy(each => each.Instrument))
            foreach (var part in ofOne.Select(each => each.Rate).Chunk(MostRates)) yield return new FundingRatesRecord(ofOne.Key, [.. part]);
    }

    internal void Write(PayloadWriter target)
    {
        target.WriteInt32(Instrument.Value);
        target.WriteInt32(Rates.Length);
        foreach (var rate in Rates)
        {
            target.WriteInstant(rate.Time);
            target.WriteDouble(rate.Rate);
            target.WriteDouble(rate.MarkPrice);
        }
    }

    internal static FundingRatesRecord Read(ref PayloadReader reader)
    {
        var instrument = new InstrumentIndex(reader.ReadInt32());
        var rates = ImmutableArray.CreateBuilder<FundingRate>();
        for (var left = reader.ReadCount(); left > 0; left--) rates.Add(new FundingRate(reader.ReadInstant(), reader.ReadDouble(), reader.ReadDouble()));
        return new FundingRatesRecord(instrument, rates.ToImmutable());
    }
}
