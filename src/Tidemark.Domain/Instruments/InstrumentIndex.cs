namespace Tidemark.Domain;

/// <summary>The dense number of an instrument inside one session; it means nothing outside of it.</summary>
public readonly record struct InstrumentIndex(int Value)
{
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
