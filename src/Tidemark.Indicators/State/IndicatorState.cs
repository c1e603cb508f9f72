using System.Buffers.Binary;

namespace Tidemark.Indicators.State;

/// <summary>
/// What an indicator remembers between bars, written to bytes or read back. An indicator names its fields once, in
/// <see cref="Indicator.KeepState"/>; whether they are written or overwritten is decided here, so the two cannot disagree.
/// </summary>
/// <remarks>
/// Little-endian numbers one after another; columns with their length before them. Parameters are not kept: the bytes belong to an
/// indicator created with the same ones.
/// </remarks>
public sealed class IndicatorState
{
    private const string Misfit = "the bytes are not the state of this indicator with these parameters";
    private readonly List<byte>? written;
    private readonly ReadOnlyMemory<byte> source;
    private int position;

    private IndicatorState(List<byte> written) => this.written = written;

    private IndicatorState(ReadOnlyMemory<byte> source) => this.source = source;

    /// <summary>The state of an indicator as bytes.</summary>
    public static byte[] Save(Indicator indicator)
    {
        var bytes = new List<byte>();
        indicator.Keep(new IndicatorState(bytes));
        return [.. bytes];
    }

    /// <summary>Gives a fresh indicator with the same parameters a saved state.</summary>
    /// <exception cref="ArgumentException">The bytes are the state of another indicator, or of other parameters. The indicator is then spent.</exception>
    public static void Load(Indicator indicator, ReadOnlyMemory<byte> bytes)
    {
        var state = new IndicatorState(bytes);
        indicator.Keep(state);
        if (state.position != bytes.Length) throw new ArgumentException(Misfit, nameof(bytes));
    }

    public void Keep(ref double field) => field = BitConverter.Int64BitsToDouble(Move(BitConverter.DoubleToInt64Bits(field)));

    public void Keep(ref long field) => field = Move(field);

    public void Keep(ref int field) => field = (int)Move(field);

    public void Keep(ref bool field) => field = Move(field ? 1 : 0) != 0;

    /// <summary>A window of fixed length.</summary>
    public void Keep(double[] window)
    {
        if (Move(window.Length) != window.Length) throw new ArgumentException(Misfit);
        foreach (ref var value in window.AsSpan()) Keep(ref value);
    }

    /// <summary>A window of fixed length.</summary>
    public void Keep(int[] window)
    {
        if (Move(window.Length) != window.Length) throw new ArgumentException(Misfit);
        foreach (ref var value in window.AsSpan()) Keep(ref value);
    }

    /// <summary>A list that grows.</summary>
    public void Keep(List<double> list)
    {
        var count = Move(list.Count);
        if (written is null)
        {
            if (count < 0 || count > (source.Length - position) / sizeof(long)) throw new ArgumentException(Misfit);
            list.Clear();
            for (var i = 0; i < count; i++) list.Add(0);
        }
        for (var i = 0; i < list.Count; i++)
        {
            var value = list[i];
            Keep(ref value);
            list[i] = value;
        }
    }

    /// <summary>An indicator inside another.</summary>
    public void Keep(Indicator inner) => inner.Keep(this);

    private long Move(long value)
    {
        if (written is not null)
        {
            Span<byte> bytes = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
            written.AddRange(bytes);
            return value;
        }
        if (source.Length - position < sizeof(long)) throw new ArgumentException(Misfit);
        var read = BinaryPrimitives.ReadInt64LittleEndian(source.Span[position..]);
        position += sizeof(long);
        return read;
    }
}
