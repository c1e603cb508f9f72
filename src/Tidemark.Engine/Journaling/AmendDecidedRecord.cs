namespace Tidemark.Engine.Journaling;

/// <summary>Derived: new terms for a working order were decided.</summary>
public readonly record struct AmendDecidedRecord(OrderId Order, Amendment Change)
{
    internal void Write(PayloadWriter target)
    {
        target.WriteInt32(Order.Value);
        OrderPayloads.Write(Change, target);
    }

    internal static AmendDecidedRecord Read(ref PayloadReader reader) =>
        new(new OrderId(reader.ReadInt32()), OrderPayloads.ReadAmendment(ref reader));
}
