namespace Tidemark.Engine.Journaling;

/// <summary>Input: a range of market data that a backtest took, named by the hash of the data instead of written out.</summary>
/// <param name="Instrument">The dense number of the instrument.</param>
/// <param name="Interval">The length of a bar.</param>
/// <param name="From">Open time of the first bar.</param>
/// <param name="To">Close time of the last bar.</param>
/// <param name="Count">How many bars.</param>
/// <param name="DataHash">The hash of their content.</param>
public sealed record MarketRangeRecord(InstrumentIndex Instrument, Interval Interval, Instant From, Instant To, long Count, string DataHash)
{
    internal void Write(PayloadWriter target)
    {
        target.WriteInt32(Instrument.Value);
        SessionPayloads.Write(Interval, target);
        target.WriteInstant(From);
        target.WriteInstant(To);
        target.WriteInt64(Count);
        target.WriteText(DataHash);
    }

    internal static MarketRangeRecord Read(ref PayloadReader reader) =>
        new(new InstrumentIndex(reader.ReadInt32()), SessionPayloads.ReadInterval(ref reader), reader.ReadInstant(), reader.ReadInstant(),
            reader.ReadInt64(), reader.ReadText());
}
