using System.Collections.Immutable;
using Tidemark.Engine.Journaling;

namespace Tidemark.Engine.Strategies.Trades;

/// <summary>What a strategy remembers, as it is recorded.</summary>
/// <param name="Strategy">Its dense number.</param>
/// <param name="Instrument">The instrument of the trade that it is about; null for the strategy as a whole.</param>
/// <param name="Values">By name, in the order of the names.</param>
public sealed record StrategyState(int Strategy, InstrumentIndex? Instrument, ImmutableArray<NamedText> Values)
{
    public bool Equals(StrategyState? other) =>
        other is not null && Strategy == other.Strategy && Instrument == other.Instrument && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => Strategy;

    internal void Write(PayloadWriter target)
    {
        target.WriteInt32(Strategy);
        target.WriteInt32(Instrument?.Value ?? -1);
        target.WriteInt32(Values.Length);
        foreach (var (name, text) in Values)
        {
            target.WriteText(name);
            target.WriteText(text);
        }
    }

    internal static StrategyState Read(ref PayloadReader reader)
    {
        var (strategy, instrument) = (reader.ReadInt32(), reader.ReadInt32());
        var values = ImmutableArray.CreateBuilder<NamedText>();
        for (var left = reader.ReadCount(); left > 0; left--) values.Add(new NamedText(reader.ReadText(), reader.ReadText()));
        return new StrategyState(strategy, instrument < 0 ? null : new InstrumentIndex(instrument), values.ToImmutable());
    }
}
