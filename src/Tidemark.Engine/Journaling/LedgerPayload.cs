namespace Tidemark.Engine.Journaling;

/// <summary>A change of a balance by the venue inside a record; its instrument and its time stand before it.</summary>
internal static class LedgerPayload
{
    /// <summary>The layout of fills in the first version of these records.</summary>
    private const byte FillVersion = 2;

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

    public static LedgerEntry Read(ref PayloadReader reader, InstrumentIndex instrument, Instant time) => new()
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
        Fill = reader.ReadBoolean() ? OrderPayloads.ReadFill(ref reader, FillVersion) : null,
    };
}
