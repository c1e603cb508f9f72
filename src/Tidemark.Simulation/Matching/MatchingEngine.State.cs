namespace Tidemark.Simulation.Matching;

/// <summary>The whole state as bytes.</summary>
public sealed partial class MatchingEngine
{
    private const byte StateVersion = 1;

    /// <summary>Writes all orders in the order of their queues, then those that wait, and the counters. Changes of levels that were not read are not kept.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(StateVersion);
        writer.Write(sequence);
        writer.Write(nextTradeId);
        writer.Write(LastPriceTicks.HasValue);
        writer.Write(LastPriceTicks.GetValueOrDefault());
        writer.Write(OrderCount);
        foreach (var side in (ReadOnlySpan<Side>)[Side.Buy, Side.Sell])
            for (var price = book.Best(side); LimitBook.IsPrice(price); price = book.Behind(side, price))
                for (var index = book.LevelAt(price).Head; index != 0; index = pool.Nodes[index].Next) WriteOrder(writer, index);
        foreach (var index in FindOrders(0, isOfAnyAccount: true, isWaiting: true)) WriteOrder(writer, index);
    }

    /// <summary>An engine that goes on where the saved one was.</summary>
    /// <param name="options">Those of the saved engine; numbering and last price come from the state.</param>
    /// <exception cref="InvalidDataException">The state is of another version, or not one.</exception>
    /// <exception cref="EndOfStreamException">The state is cut off.</exception>
    public static MatchingEngine Load(BinaryReader reader, MatchingOptions? options = null)
    {
        var version = reader.ReadByte();
        if (version != StateVersion) throw new InvalidDataException($"a matching state of version {version}; this program reads {StateVersion}");
        var engine = new MatchingEngine(options) { sequence = reader.ReadInt64(), nextTradeId = reader.ReadInt64() };
        var hasLastPrice = reader.ReadBoolean();
        var lastPrice = reader.ReadInt64();
        engine.LastPriceTicks = hasLastPrice ? lastPrice : null;
        var count = reader.ReadInt32();
        for (var i = 0; i < count; i++) engine.ReadOrder(reader);
        engine.book.Settle();
        return engine;
    }

    private void WriteOrder(BinaryWriter writer, int index)
    {
        ref var node = ref pool.Nodes[index];
        writer.Write(node.OrderId);
        writer.Write(node.PriceTicks);
        writer.Write(node.DisplayedLots);
        writer.Write(node.HiddenLots);
        writer.Write(node.QuantityLots);
        writer.Write(node.Sequence);
        writer.Write(node.Account);
        writer.Write((byte)node.Side);
        writer.Write((byte)node.Type);
        writer.Write((byte)node.Prevention);
        writer.Write((byte)node.Traits);
        if (!node.Has(OrderTraits.Waiting | OrderTraits.Iceberg)) return;
        ref var rare = ref pool.Rare[index];
        writer.Write(rare.TriggerTicks);
        writer.Write(rare.DisplayLots);
        writer.Write(rare.NotionalLimit);
        writer.Write((byte)rare.TimeInForce);
    }

    private void ReadOrder(BinaryReader reader)
    {
        var orderId = reader.ReadInt64();
        if (ids.Find(orderId) != 0) throw new InvalidDataException($"a matching state with order {orderId} twice");
        var index = pool.Rent();
        ref var node = ref pool.Nodes[index];
        node.OrderId = orderId;
        node.PriceTicks = reader.ReadInt64();
        node.DisplayedLots = reader.ReadInt64();
        node.HiddenLots = reader.ReadInt64();
        node.QuantityLots = reader.ReadInt64();
        node.Sequence = reader.ReadInt64();
        node.Account = reader.ReadInt32();
        node.Side = (Side)reader.ReadByte();
        node.Type = (OrderType)reader.ReadByte();
        node.Prevention = (SelfTradePrevention)reader.ReadByte();
        node.Traits = (OrderTraits)reader.ReadByte();
        if (node.QuantityLots < 1 || node.RemainingLots < 1 || node.Side > Side.Sell) throw new InvalidDataException($"a matching state with an impossible order {orderId}");
        ids.Add(orderId, index);
        if (node.Has(OrderTraits.Waiting | OrderTraits.Iceberg))
            pool.Rare[index] = new RareTerms
            {
                TriggerTicks = reader.ReadInt64(),
                DisplayLots = reader.ReadInt64(),
                NotionalLimit = reader.ReadInt64(),
                TimeInForce = (TimeInForce)reader.ReadByte(),
            };
        if (node.Has(OrderTraits.Waiting)) HeapOf(node.Side, node.Type).Add(index);
        else book.Append(index);
    }
}
