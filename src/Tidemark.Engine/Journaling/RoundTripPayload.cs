namespace Tidemark.Engine.Journaling;

/// <summary>A closed round trip inside a record.</summary>
internal static class RoundTripPayload
{
    public static void Write(RoundTrip roundTrip, PayloadWriter target)
    {
        target.WriteInt32(roundTrip.Instrument.Value);
        target.WriteByte((byte)roundTrip.Side);
        target.WriteInstant(roundTrip.EntryTime);
        target.WriteInstant(roundTrip.ExitTime);
        target.WriteDecimal(roundTrip.EntryPrice.Value);
        target.WriteDecimal(roundTrip.ExitPrice.Value);
        target.WriteDecimal(roundTrip.Quantity.Value);
        target.WriteDecimal(roundTrip.Pnl);
        target.WriteDecimal(roundTrip.Fees);
        target.WriteDouble(roundTrip.Mae);
        target.WriteDouble(roundTrip.Mfe);
        target.WriteInt32(roundTrip.Bars);
        target.WriteText(roundTrip.EntryTag);
        target.WriteText(roundTrip.ExitReason);
        target.WriteInt32(roundTrip.Strategy);
    }

    public static RoundTrip Read(ref PayloadReader reader) => new()
    {
        Instrument = new InstrumentIndex(reader.ReadInt32()),
        Side = reader.ReadEnum<PositionSide>(),
        EntryTime = reader.ReadInstant(),
        ExitTime = reader.ReadInstant(),
        EntryPrice = new Price(reader.ReadDecimal()),
        ExitPrice = new Price(reader.ReadDecimal()),
        Quantity = new Quantity(reader.ReadDecimal()),
        Pnl = reader.ReadDecimal(),
        Fees = reader.ReadDecimal(),
        Mae = reader.ReadDouble(),
        Mfe = reader.ReadDouble(),
        Bars = reader.ReadInt32(),
        EntryTag = reader.ReadText(),
        ExitReason = reader.ReadText(),
        Strategy = reader.ReadInt32(),
    };
}
