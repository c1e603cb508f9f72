namespace Tidemark.Engine.Strategies;

/// <summary>One value per instrument of the session, by <see cref="InstrumentIndex"/>.</summary>
public readonly struct PerInstrument<T>
{
    private readonly Slot[] values;

    internal PerInstrument(int count, Func<InstrumentIndex, T> create)
    {
        values = new Slot[count];
        for (var index = 0; index < count; index++) values[index].Value = create(new InstrumentIndex(index));
    }

    public ref T this[InstrumentIndex instrument] => ref values[instrument.Value].Value;

    /// <summary>Of an array of objects each element is checked for its type when it is reached; of an array of these it is not.</summary>
    private struct Slot
    {
        public T Value;
    }
}
