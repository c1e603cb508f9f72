namespace Tidemark.Engine.Journaling;

/// <summary>Derived: an order event was applied; the order's new state.</summary>
/// <param name="Order">The order.</param>
/// <param name="Cause">The event that changed it.</param>
/// <param name="Status">Where the order is now.</param>
/// <param name="Reason">Why it ended, if it did.</param>
/// <param name="Quantity">The quantity in force.</param>
/// <param name="FilledQuantity">What has filled.</param>
/// <param name="LimitPrice">The limit in force.</param>
/// <param name="StopPrice">The stop in force.</param>
public readonly record struct OrderChangedRecord(OrderId Order, OrderEventKind Cause, OrderStatus Status, OrderReason Reason,
    Quantity Quantity, Quantity FilledQuantity, Price? LimitPrice, Price? StopPrice)
{
    internal static OrderChangedRecord Of(Order order, OrderEvent cause) =>
        new(order.Id, cause.Kind, order.Status, order.Reason, order.Quantity, order.FilledQuantity, order.LimitPrice, order.StopPrice);

    internal void Write(PayloadWriter target)
    {
        target.WriteInt32(Order.Value);
        target.WriteByte((byte)Cause);
        target.WriteByte((byte)Status);
        target.WriteByte((byte)Reason);
        target.WriteDecimal(Quantity.Value);
        target.WriteDecimal(FilledQuantity.Value);
        target.WriteOptional(LimitPrice);
        target.WriteOptional(StopPrice);
    }

    internal static OrderChangedRecord Read(ref PayloadReader reader) =>
        new(new OrderId(reader.ReadInt32()), reader.ReadEnum<OrderEventKind>(), reader.ReadEnum<OrderStatus>(), reader.ReadEnum<OrderReason>(),
            new Quantity(reader.ReadDecimal()), new Quantity(reader.ReadDecimal()), reader.ReadOptionalPrice(), reader.ReadOptionalPrice());
}
