namespace Tidemark.Engine.Journaling;

/// <summary>The rare terms of an order inside a record: a word of flags tells which follow.</summary>
internal static class OrderOptionsPayload
{
    private const int Expiry = 1;
    private const int PostOnly = 2;
    private const int Displayed = 4;
    private const int Leaving = 8;
    private const int Trailing = 16;
    private const int Timed = 32;
    private const int All = 63;

    public static void Write(OrderOptions options, PayloadWriter target)
    {
        target.WriteByte((byte)((options.ExpiresAt is null ? 0 : Expiry) | (options.PostOnly ? PostOnly : 0) | (options.DisplayedQuantity is null ? 0 : Displayed)
            | (options.LeavesAt is null ? 0 : Leaving) | (options.Trail is null ? 0 : Trailing) | (options.Timeout is null ? 0 : Timed)));
        target.WriteByte((byte)options.PositionSide);
        if (options.ExpiresAt is { } expiresAt) target.WriteInstant(expiresAt);
        if (options.DisplayedQuantity is { } displayed) target.WriteDecimal(displayed.Value);
        if (options.LeavesAt is { } leavesAt) target.WriteInstant(leavesAt);
        if (options.Trail is { } trail)
        {
            target.WriteByte((byte)trail.Kind);
            target.WriteDecimal(trail.Value);
            target.WriteInt32(trail.Period);
            target.WriteOptional(trail.ActivationPrice);
        }
        if (options.Timeout is { } timeout)
        {
            target.WriteInt64(timeout.After.Nanoseconds);
            target.WriteByte((byte)timeout.Action);
            target.WriteInt32(timeout.MaximumReprices);
        }
    }

    public static OrderOptions Read(ref PayloadReader reader)
    {
        var flags = reader.ReadByte();
        if (flags > All) throw new InvalidDataException($"{flags} are no flags of an order's options");
        return new OrderOptions
        {
            PostOnly = (flags & PostOnly) != 0,
            PositionSide = reader.ReadEnum<PositionSide>(),
            ExpiresAt = (flags & Expiry) != 0 ? reader.ReadInstant() : null,
            DisplayedQuantity = (flags & Displayed) != 0 ? new Quantity(reader.ReadDecimal()) : null,
            LeavesAt = (flags & Leaving) != 0 ? reader.ReadInstant() : null,
            Trail = (flags & Trailing) != 0 ? ReadTrail(ref reader) : null,
            Timeout = (flags & Timed) != 0 ? new OrderTimeout(new Duration(reader.ReadInt64()), reader.ReadEnum<TimeoutAction>(), reader.ReadInt32()) : null,
        };
    }

    private static TrailingOffset ReadTrail(ref PayloadReader reader) =>
        new(reader.ReadEnum<TrailingKind>(), reader.ReadDecimal()) { Period = reader.ReadInt32(), ActivationPrice = reader.ReadOptionalPrice() };
}
