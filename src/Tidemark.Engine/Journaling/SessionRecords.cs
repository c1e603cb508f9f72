using Tidemark.Engine.Ports;

namespace Tidemark.Engine.Journaling;

/// <summary>Records about the session itself: what it is, what data it took, why it stopped.</summary>
public static class SessionRecords
{
    /// <summary>Writes the payload (clearing <paramref name="target"/> first) and returns its header.</summary>
    /// <param name="now">When the session starts.</param>
    public static RecordHeader Encode(SessionStartedRecord started, Instant now, PayloadWriter target)
    {
        target.Clear();
        SessionPayloads.Write(started, target);
        return Header(RecordKind.SessionStarted, RecordOrigin.Session, now);
    }

    /// <summary>A stop leaves open orders and positions as they are.</summary>
    public static RecordHeader EncodeStopped(string reason, Instant now, PayloadWriter target)
    {
        target.Clear();
        target.WriteText(reason);
        return Header(RecordKind.SessionStopped, RecordOrigin.Session, now);
    }

    /// <inheritdoc cref="Encode(SessionStartedRecord, Instant, PayloadWriter)"/>
    public static RecordHeader Encode(MarketRangeRecord range, PayloadWriter target)
    {
        target.Clear();
        range.Write(target);
        return Header(RecordKind.MarketRange, RecordOrigin.Market, range.From);
    }

    /// <inheritdoc cref="Encode(SessionStartedRecord, Instant, PayloadWriter)"/>
    public static RecordHeader Encode(in FundingRatesRecord funding, PayloadWriter target)
    {
        target.Clear();
        funding.Write(target);
        return Header(RecordKind.FundingRates, RecordOrigin.Market, funding.Rates[0].Time);
    }

    /// <exception cref="InvalidDataException">The payload is not of this kind, or of a newer version.</exception>
    public static SessionStartedRecord DecodeStarted(in RecordHeader header, ReadOnlySpan<byte> payload)
    {
        RecordVersion.Require(header, RecordKind.SessionStarted);
        var reader = new PayloadReader(payload);
        var result = SessionPayloads.ReadStarted(ref reader, header.Version);
        reader.ExpectEnd();
        return result;
    }

    private static RecordHeader Header(RecordKind kind, RecordOrigin origin, Instant time) => new(kind, RecordVersion.Of(kind), origin, time, time);
}
