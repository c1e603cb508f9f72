using System.Collections.Immutable;

namespace Tidemark.Engine.Journaling;

/// <summary>Orders, their changes and fills inside records.</summary>
internal static class OrderPayloads
{
    public static void Write(OrderRequest request, PayloadWriter target)
    {
        target.WriteInt32(request.Id.Value);
        target.WriteInt32(request.Instrument.Value);
        target.WriteByte((byte)request.Side);
        target.WriteByte((byte)request.Type);
        target.WriteDecimal(request.Quantity.Value);
        target.WriteOptional(request.LimitPrice);
        target.WriteOptional(request.StopPrice);
        target.WriteByte((byte)request.TimeInForce);
        target.WriteBoolean(request.ReduceOnly);
        target.WriteInt32(request.Account);
        target.WriteInt32(request.Strategy);
        target.WriteInt64(request.Intent);
        target.WriteInt32(request.Slice);
        target.WriteInt32(request.Parent.Value);
        target.WriteInt32(request.OcoGroup);
        target.WriteText(request.Tag);
        target.WriteInstant(request.CreatedAt);
        target.WriteBoolean(request.Options is not null);
        if (request.Options is { } options) OrderOptionsPayload.Write(options, target);
    }

    public static OrderRequest ReadRequest(ref PayloadReader reader, byte version) => new()
    {
        Id = new OrderId(reader.ReadInt32()),
        Instrument = new InstrumentIndex(reader.ReadInt32()),
        Side = reader.ReadEnum<Side>(),
        Type = reader.ReadEnum<OrderType>(),
        Quantity = new Quantity(reader.ReadDecimal()),
        LimitPrice = reader.ReadOptionalPrice(),
        StopPrice = reader.ReadOptionalPrice(),
        TimeInForce = reader.ReadEnum<TimeInForce>(),
        ReduceOnly = reader.ReadBoolean(),
        Account = reader.ReadInt32(),
        Strategy = reader.ReadInt32(),
        Intent = reader.ReadInt64(),
        Slice = reader.ReadInt32(),
        Parent = new OrderId(reader.ReadInt32()),
        OcoGroup = reader.ReadInt32(),
        Tag = reader.ReadText(),
        CreatedAt = reader.ReadInstant(),
        Options = version >= 2 && reader.ReadBoolean() ? OrderOptionsPayload.Read(ref reader) : null,
    };

    public static void Write(Amendment change, PayloadWriter target)
    {
        target.WriteOptional(change.Quantity?.Value);
        target.WriteOptional(change.LimitPrice);
        target.WriteOptional(change.StopPrice);
    }

    public static Amendment ReadAmendment(ref PayloadReader reader) =>
        new(reader.ReadOptionalDecimal() is { } quantity ? new Quantity(quantity) : null, reader.ReadOptionalPrice(), reader.ReadOptionalPrice());

    public static void Write(Fill fill, PayloadWriter target)
    {
        target.WriteInt32(fill.Order.Value);
        target.WriteInt32(fill.Instrument.Value);
        target.WriteByte((byte)fill.Side);
        target.WriteInstant(fill.Time);
        target.WriteDecimal(fill.Price.Value);
        target.WriteDecimal(fill.Quantity.Value);
        target.WriteDecimal(fill.Fee);
        target.WriteText(fill.FeeAsset);
        target.WriteByte((byte)fill.Role);
        target.WriteText(fill.TradeId.ToString());
        target.WriteInt32(fill.Account);
        target.WriteInt32(fill.Strategy);
        target.WriteText(fill.Tag);
        target.WriteByte((byte)fill.PositionSide);
        target.WriteDouble(fill.PriceBeforeSlippage);
    }

    public static Fill ReadFill(ref PayloadReader reader, byte version) => new()
    {
        Order = new OrderId(reader.ReadInt32()),
        Instrument = new InstrumentIndex(reader.ReadInt32()),
        Side = reader.ReadEnum<Side>(),
        Time = reader.ReadInstant(),
        Price = new Price(reader.ReadDecimal()),
        Quantity = new Quantity(reader.ReadDecimal()),
        Fee = reader.ReadDecimal(),
        FeeAsset = reader.ReadText(),
        Role = reader.ReadEnum<LiquidityRole>(),
        TradeId = new TradeId(reader.ReadText()),
        Account = reader.ReadInt32(),
        Strategy = reader.ReadInt32(),
        Tag = reader.ReadText(),
        PositionSide = version >= 2 ? reader.ReadEnum<PositionSide>() : PositionSide.Flat,
        PriceBeforeSlippage = version >= 3 ? reader.ReadDouble() : 0,
    };

    /// <summary>The time is the record's EventTime. Flags tell which of fill (1), amendment (2), venue order id (4), revision (8) and report (16) follow.</summary>
    public static void Write(OrderEvent orderEvent, PayloadWriter target)
    {
        target.WriteByte((byte)orderEvent.Kind);
        target.WriteInt32(orderEvent.Order.Value);
        target.WriteByte((byte)orderEvent.Reason);
        target.WriteDecimal(orderEvent.CumulativeQuantity.Value);
        target.WriteByte((byte)((orderEvent.Fill is null ? 0 : 1) | (orderEvent.Amendment is null ? 0 : 2) | (orderEvent.VenueOrderId is null ? 0 : 4)
            | (orderEvent.Revision == 0 ? 0 : 8) | (orderEvent.Report is null ? 0 : 16)));
        if (orderEvent.Fill is { } fill) Write(fill, target);
        if (orderEvent.Amendment is { } amendment) Write(amendment, target);
        if (orderEvent.VenueOrderId is { } venueOrderId) target.WriteText(venueOrderId);
        if (orderEvent.Revision != 0) target.WriteInt32(orderEvent.Revision);
        if (orderEvent.Report is { } report) Write(report, target);
    }

    public static OrderEvent ReadOrderEvent(ref PayloadReader reader, Instant time, byte version)
    {
        var (kind, order, reason) = (reader.ReadEnum<OrderEventKind>(), new OrderId(reader.ReadInt32()), reader.ReadEnum<OrderReason>());
        var cumulative = new Quantity(reader.ReadDecimal());
        var flags = reader.ReadByte();
        if (flags > (version >= 2 ? 31 : 7)) throw new InvalidDataException($"{flags} are no flags of an order event");
        return new OrderEvent
        {
            Kind = kind,
            Order = order,
            Time = time,
            Reason = reason,
            CumulativeQuantity = cumulative,
            Fill = (flags & 1) != 0 ? ReadFill(ref reader, version) : null,
            Amendment = (flags & 2) != 0 ? ReadAmendment(ref reader) : null,
            VenueOrderId = (flags & 4) != 0 ? reader.ReadText() : null,
            Revision = (flags & 8) != 0 ? reader.ReadInt32() : 0,
            Report = (flags & 16) != 0 ? ReadReport(ref reader, version) : null,
        };
    }

    private static void Write(OrderReport report, PayloadWriter target)
    {
        target.WriteByte((byte)report.Status);
        target.WriteByte((byte)report.Reason);
        Write(report.Terms, target);
        target.WriteInt32(report.Fills.Length);
        foreach (var fill in report.Fills) Write(fill, target);
    }

    private static OrderReport ReadReport(ref PayloadReader reader, byte version)
    {
        var (status, reason, terms) = (reader.ReadEnum<OrderStatus>(), reader.ReadEnum<OrderReason>(), ReadAmendment(ref reader));
        var fills = ImmutableArray.CreateBuilder<Fill>();
        for (var left = reader.ReadCount(); left > 0; left--) fills.Add(ReadFill(ref reader, version));
        return new OrderReport(status, reason, terms, fills.ToImmutable());
    }
}
