using Tidemark.Engine.Ports;

namespace Tidemark.Engine.Journaling;

/// <summary>The versions of payload layouts. A layout that changes gets the next number, and the old one stays readable.</summary>
internal static class RecordVersion
{
    /// <summary>The version in which records of a kind are written.</summary>
    public static byte Of(RecordKind kind) => kind switch
    {
        // 2: the rules of an instrument have largest quantities and fee rates. 3: a session may have a universe.
        // 4: accounts have a position mode. 5: instruments may be there to convert only. 6: rules of an instrument may have bounds.
        // 7: strategies may begin with saved state.
        RecordKind.SessionStarted => 7,
        // 2: orders have options.
        RecordKind.OrderDecided => 2,
        // 2: fills have a position side, order events a revision and a report. 3: fills have their price before slippage.
        RecordKind.VenueOrderEvent or RecordKind.FillBooked => 3,
        // 2: the same of fills.
        RecordKind.VenueLedgerEntry => 2,
        _ => 1,
    };

    /// <exception cref="InvalidDataException">The record was written by a newer build, or is of another kind.</exception>
    public static void Require(in RecordHeader header, RecordKind kind)
    {
        if (header.Kind != kind) throw new InvalidDataException($"expected a record of kind {kind}, found {header.Kind}");
        Require(header);
    }

    /// <inheritdoc cref="Require(in RecordHeader, RecordKind)"/>
    public static void Require(in RecordHeader header)
    {
        if (header.Version == 0 || header.Version > Of(header.Kind))
            throw new InvalidDataException($"{header.Kind} record of version {header.Version}: this build reads up to version {Of(header.Kind)}; use a newer build");
    }
}
