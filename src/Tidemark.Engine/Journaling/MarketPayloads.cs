namespace Tidemark.Engine.Journaling;

/// <summary>Market data, observations and signals inside records. Times that equal the record's EventTime are not written twice.</summary>
internal static class MarketPayloads
{
    public static void Write(in Bar bar, bool closesInstant, PayloadWriter target)
    {
        target.WriteBoolean(closesInstant);
        target.WriteInstant(bar.OpenTime);
        target.WriteDouble(bar.Open);
        target.WriteDouble(bar.High);
        target.WriteDouble(bar.Low);
        target.WriteDouble(bar.Close);
        target.WriteDouble(bar.Volume);
    }

    public static Bar ReadBar(ref PayloadReader reader, out bool closesInstant)
    {
        closesInstant = reader.ReadBoolean();
        return new Bar(reader.ReadInstant(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
    }

    /// <summary>The aggressor is 0 when unknown, else the side plus one.</summary>
    public static void Write(in Trade trade, PayloadWriter target)
    {
        target.WriteDouble(trade.Price);
        target.WriteDouble(trade.Quantity);
        target.WriteByte(trade.Aggressor is { } side ? (byte)(1 + (byte)side) : (byte)0);
        target.WriteInt64(trade.TradeId);
    }

    public static Trade ReadTrade(ref PayloadReader reader, Instant time)
    {
        var (price, quantity, aggressor) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadByte());
        if (aggressor > 2) throw new InvalidDataException($"{aggressor} is no aggressor");
        return new Trade(time, price, quantity, aggressor == 0 ? null : (Side)(aggressor - 1), reader.ReadInt64());
    }

    public static void Write(in Quote quote, PayloadWriter target)
    {
        target.WriteDouble(quote.Bid);
        target.WriteDouble(quote.BidQuantity);
        target.WriteDouble(quote.Ask);
        target.WriteDouble(quote.AskQuantity);
    }

    public static Quote ReadQuote(ref PayloadReader reader, Instant time) =>
        new(time, reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());

    public static void Write(in BookDelta delta, PayloadWriter target)
    {
        target.WriteByte((byte)delta.Side);
        target.WriteDouble(delta.Price);
        target.WriteDouble(delta.Quantity);
        target.WriteInt64(delta.UpdateId);
        target.WriteBoolean(delta.IsLast);
    }

    public static BookDelta ReadBookDelta(ref PayloadReader reader, Instant time) =>
        new(time, reader.ReadEnum<Side>(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt64(), reader.ReadBoolean());

    public static void Write(in FundingRate funding, PayloadWriter target)
    {
        target.WriteDouble(funding.Rate);
        target.WriteDouble(funding.MarkPrice);
    }

    public static FundingRate ReadFunding(ref PayloadReader reader, Instant time) => new(time, reader.ReadDouble(), reader.ReadDouble());

    public static void Write(Observation observation, PayloadWriter target)
    {
        target.WriteText(observation.Name);
        target.WriteDouble(observation.Value);
        target.WriteInstant(observation.KnownAt);
    }

    public static Observation ReadObservation(ref PayloadReader reader, Instant time) =>
        new(reader.ReadText(), reader.ReadDouble(), time, reader.ReadInstant());

    public static void Write(in Signal signal, PayloadWriter target)
    {
        target.WriteText(signal.Source.Name);
        target.WriteByte((byte)signal.Direction);
        target.WriteDouble(signal.Strength);
        target.WriteDouble(signal.Confidence);
        target.WriteInt64(signal.Horizon.Nanoseconds);
        target.WriteText(signal.Reason.Name);
    }

    public static Signal ReadSignal(ref PayloadReader reader, InstrumentIndex instrument, Instant time) =>
        new(new SignalSource(reader.ReadText()), instrument, reader.ReadEnum<PositionSide>(), reader.ReadDouble(), reader.ReadDouble(),
            new Duration(reader.ReadInt64()), time, new ReasonId(reader.ReadText()));
}
