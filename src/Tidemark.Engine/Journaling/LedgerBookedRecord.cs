namespace Tidemark.Engine.Journaling;

/// <summary>Derived: a change of a balance by the venue was booked.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Account">The dense number of the account.</param>
/// <param name="Instrument">What it is about; -1 for none.</param>
/// <param name="Asset">What changed.</param>
/// <param name="Amount">By how much.</param>
/// <param name="Balance">The balance after it.</param>
public readonly record struct LedgerBookedRecord(LedgerKind Kind, int Account, InstrumentIndex Instrument, string Asset, decimal Amount, decimal Balance)
{
    internal void Write(PayloadWriter target)
    {
        target.WriteByte((byte)Kind);
        target.WriteInt32(Account);
        target.WriteInt32(Instrument.Value);
        target.WriteText(Asset);
        target.WriteDecimal(Amount);
        target.WriteDecimal(Balance);
    }

    internal static LedgerBookedRecord Read(ref PayloadReader reader) =>
        new(reader.ReadEnum<LedgerKind>(), reader.ReadInt32(), new InstrumentIndex(reader.ReadInt32()), reader.ReadText(), reader.ReadDecimal(), reader.ReadDecimal());
}
