using Tidemark.Engine.Events;
using Tidemark.Engine.Ports;

namespace Tidemark.Engine.Journaling;

/// <summary>Compares records made now with those of a journal that an older build wrote, whose layouts lack what was added since.</summary>
public static class OlderRecords
{
    /// <summary>Whether two records say the same, apart from what the layout of the recorded one has no place for.</summary>
    /// <param name="made">A record in today's layout.</param>
    /// <param name="madePayload">Its payload.</param>
    /// <param name="recorded">A record of the journal.</param>
    /// <param name="recordedPayload">Its payload.</param>
    /// <exception cref="InvalidDataException">The recorded one is damaged or newer than this build.</exception>
    public static bool IsSame(in RecordHeader made, ReadOnlySpan<byte> madePayload, in RecordHeader recorded, ReadOnlySpan<byte> recordedPayload)
    {
        if (recorded == made) return recordedPayload.SequenceEqual(madePayload);
        if (recorded.Version >= made.Version || recorded with { Version = made.Version } != made) return false;
        var older = InTodaysLayout(RecordContent.Decode(recorded, recordedPayload), made);
        return older is not null && older.AsSpan().SequenceEqual(InTodaysLayout(WithoutNovelties(RecordContent.Decode(made, madePayload)), made));
    }

    private static byte[]? InTodaysLayout(object content, in RecordHeader header)
    {
        var writer = new PayloadWriter();
        switch (content)
        {
            case EngineEvent input: EventRecords.Encode(input, writer); break;
            case OrderDecidedRecord decided: decided.Write(writer); break;
            case FillBookedRecord booked: booked.Write(writer); break;
            default: return null;
        }
        return writer.Written.ToArray();
    }

    /// <summary>What older layouts of these records lack and today's venue always fills in: the prices before slippage.</summary>
    private static object WithoutNovelties(object content) => content switch
    {
        FillBookedRecord booked => booked with { Fill = Plain(booked.Fill) },
        EngineEvent { Kind: EngineEventKind.Order } input => EngineEvent.ForOrder(input.Instrument, Plain(input.AsOrder()), input.ReceivedAt, input.Sequence),
        EngineEvent { Kind: EngineEventKind.Ledger } input => EngineEvent.ForLedger(input.AsLedger() with { Fill = input.AsLedger().Fill is { } fill ? Plain(fill) : null }, input.ReceivedAt, input.Sequence),
        _ => content,
    };

    private static OrderEvent Plain(OrderEvent orderEvent) => orderEvent with
    {
        Fill = orderEvent.Fill is { } fill ? Plain(fill) : null,
        Report = orderEvent.Report is { } report ? report with { Fills = [.. report.Fills.Select(Plain)] } : null,
    };

    private static Fill Plain(Fill fill) => fill with { PriceBeforeSlippage = 0 };
}
