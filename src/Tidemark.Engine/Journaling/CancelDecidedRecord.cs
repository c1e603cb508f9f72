namespace Tidemark.Engine.Journaling;

/// <summary>Derived: the end of a working order was decided.</summary>
public readonly record struct CancelDecidedRecord(OrderId Order)
{
    internal void Write(PayloadWriter target) => target.WriteInt32(Order.Value);

    internal static CancelDecidedRecord Read(ref PayloadReader reader) => new(new OrderId(reader.ReadInt32()));
}
