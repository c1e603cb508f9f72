using System.Collections.Immutable;
using Tidemark.Engine.Universes;

namespace Tidemark.Engine.Journaling;

/// <summary>The universe of a session inside its first record.</summary>
internal static class UniversePayload
{
    public static void Write(UniverseSchedule? universe, PayloadWriter target)
    {
        target.WriteBoolean(universe is not null);
        if (universe is null) return;
        target.WriteText(universe.Name);
        target.WriteInstant(universe.From);
        SessionPayloads.Write(universe.Refresh, target);
        SessionPayloads.Write(universe.Silence, target);
        target.WriteInt32(universe.Changes.Length);
        foreach (var change in universe.Changes)
        {
            target.WriteInstant(change.Time);
            Write(change.Entered, target);
            Write(change.Left, target);
        }
    }

    public static UniverseSchedule? Read(ref PayloadReader reader)
    {
        if (!reader.ReadBoolean()) return null;
        var (name, from) = (reader.ReadText(), reader.ReadInstant());
        var (refresh, silence) = (SessionPayloads.ReadInterval(ref reader), SessionPayloads.ReadInterval(ref reader));
        var changes = ImmutableArray.CreateBuilder<UniverseChange>();
        for (var left = reader.ReadCount(); left > 0; left--) changes.Add(new UniverseChange(reader.ReadInstant(), ReadNumbers(ref reader), ReadNumbers(ref reader)));
        return new UniverseSchedule { Name = name, From = from, Refresh = refresh, Silence = silence, Changes = changes.ToImmutable() };
    }

    private static void Write(ImmutableArray<int> numbers, PayloadWriter target)
    {
        target.WriteInt32(numbers.Length);
        foreach (var number in numbers) target.WriteInt32(number);
    }

    private static ImmutableArray<int> ReadNumbers(ref PayloadReader reader)
    {
        var numbers = ImmutableArray.CreateBuilder<int>();
        for (var left = reader.ReadCount(); left > 0; left--) numbers.Add(reader.ReadInt32());
        return numbers.ToImmutable();
    }
}
