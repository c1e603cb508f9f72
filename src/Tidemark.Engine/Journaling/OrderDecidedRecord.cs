namespace Tidemark.Engine.Journaling;

/// <summary>Derived: an order was decided. Durable before the order leaves.</summary>
/// <param name="Request">The order.</param>
/// <param name="Denial"><see cref="OrderReason.None"/> when it passed the risk gate.</param>
/// <param name="ClientOrderId">Its name at the venue.</param>
public readonly record struct OrderDecidedRecord(OrderRequest Request, OrderReason Denial, ClientOrderId ClientOrderId)
{
    internal void Write(PayloadWriter target)
    {
        target.WriteByte((byte)Denial);
        target.WriteUInt128(ClientOrderId.Value);
        OrderPayloads.Write(Request, target);
    }

    internal static OrderDecidedRecord Read(ref PayloadReader reader, byte version)
    {
        var (denial, name) = (reader.ReadEnum<OrderReason>(), new ClientOrderId(reader.ReadUInt128()));
        return new OrderDecidedRecord(OrderPayloads.ReadRequest(ref reader, version), denial, name);
    }
}
