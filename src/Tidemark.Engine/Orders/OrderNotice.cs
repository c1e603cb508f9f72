namespace Tidemark.Engine.Orders;

/// <summary>An order change that its strategy still has to hear.</summary>
internal readonly record struct OrderNotice(Order Order, OrderEvent OrderEvent, Fill? Fill);
