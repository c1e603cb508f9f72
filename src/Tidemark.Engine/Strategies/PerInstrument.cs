namespace Tidemark.Engine.Strategies;

/// <summary>One value per instrument of the session, by <see cref="InstrumentIndex"/>.</summary>
public readonly struct PerInstrument<T>
{
    private readonly T[] values;

    internal PerInstrument(int count, Func<InstrumentIndex, T> create)
    {
        values = new T[count];
        for (var index = 0; index < count; index++) values[index] = create(new InstrumentIndex(index));
    }

    public ref T this[InstrumentIndex instrument] => ref values[instrument.Value];
}
