namespace Tidemark.Engine.Journaling;

/// <summary>Derived: equity at the close of an instant, which is the record's EventTime.</summary>
/// <param name="Equity">In the session's currency.</param>
/// <param name="IsInMarket">Whether some position is not flat.</param>
public readonly record struct EquityMarkedRecord(double Equity, bool IsInMarket)
{
    internal void Write(PayloadWriter target)
    {
        target.WriteDouble(Equity);
        target.WriteBoolean(IsInMarket);
    }

    internal static EquityMarkedRecord Read(ref PayloadReader reader) => new(reader.ReadDouble(), reader.ReadBoolean());
}
