namespace Tidemark.Engine.Journaling;

/// <summary>Derived: a transfer between accounts was decided.</summary>
/// <param name="Request">The transfer.</param>
public readonly record struct TransferDecidedRecord(TransferRequest Request)
{
    internal void Write(PayloadWriter target)
    {
        target.WriteInt32(Request.Strategy);
        target.WriteText(Request.Asset);
        target.WriteDecimal(Request.Quantity);
        target.WriteInt32(Request.From.Value);
        target.WriteInt32(Request.To.Value);
    }

    internal static TransferDecidedRecord Read(ref PayloadReader reader) =>
        new(new TransferRequest(reader.ReadInt32(), reader.ReadText(), reader.ReadDecimal(), new InstrumentIndex(reader.ReadInt32()), new InstrumentIndex(reader.ReadInt32())));
}
