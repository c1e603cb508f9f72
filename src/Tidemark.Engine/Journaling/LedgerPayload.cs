namespace Tidemark.Engine.Journaling;

/// <summary>A change of a balance by the venue inside a record; its instrument and its time stand before it.</summary>
internal static class LedgerPayload
{
    /// <summary>The first version of these records has fills in the second layout, the second in the third.</summary>
    private const byte FillVersionsAhead = 1;

    public static void Write(LedgerEntry entry, PayloadWriter target)
    {
        target.WriteByte((byte)entry.Kind);
        target.WriteInt32(entry.Account);
        target.WriteText(entry.Asset);
        target.WriteDecimal(entry.Amount);
        target.WriteDecimal(entry.Basis);
        target.WriteDouble(entry.Rate);
        target.WriteDouble(entry.Price);
        target.WriteBoolean(entry.Fill is not null);
        if (entry.Fill is { } fill) OrderPayloads.Write(fill, target);
    }

    public static LedgerEntry Read(ref PayloadReader reader, InstrumentIndex instrument, Instant time, byte version) => new()
    {
        Instrument = instrument,
        Time = time,
        Kind = reader.ReadEnum<LedgerKind>(),
        Account = reader.ReadInt32(),
        Asset = reader.ReadText(),
        Amount = reader.ReadDecimal(),
        Basis = reader.ReadDecimal(),
        Rate = reader.ReadDouble(),
        Price = reader.ReadDouble(),
        Fill = reader.ReadBoolean() ? OrderPayloads.ReadFill(ref reader, (byte)(version + FillVersionsAhead)) : null,
    };
}
