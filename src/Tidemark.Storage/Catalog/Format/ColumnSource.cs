using System.Runtime.InteropServices;

namespace Tidemark.Storage.Catalog.Format;

/// <summary>A column to be written: its pieces one after the other, so that merged series need not be copied together first.</summary>
internal sealed class ColumnSource
{
    private readonly List<ReadOnlyMemory<byte>> bytePieces = [];
    private readonly List<ReadOnlyMemory<long>> longPieces = [];
    private readonly List<ReadOnlyMemory<double>> doublePieces = [];

    private ColumnSource(string name, ColumnType type)
    {
        Name = name;
        Type = type;
    }

    public string Name { get; }

    public ColumnType Type { get; }

    public long Count { get; private set; }

    public static ColumnSource Of(string name, IEnumerable<ReadOnlyMemory<long>> pieces)
    {
        var result = new ColumnSource(name, ColumnType.Int64);
        result.longPieces.AddRange(pieces);
        result.Count = result.longPieces.Sum(piece => (long)piece.Length);
        return result;
    }

    public static ColumnSource Of(string name, IEnumerable<ReadOnlyMemory<double>> pieces)
    {
        var result = new ColumnSource(name, ColumnType.Float64);
        result.doublePieces.AddRange(pieces);
        result.Count = result.doublePieces.Sum(piece => (long)piece.Length);
        return result;
    }

    public static ColumnSource Of(string name, IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        var result = new ColumnSource(name, ColumnType.Byte);
        result.bytePieces.AddRange(pieces);
        result.Count = result.bytePieces.Sum(piece => (long)piece.Length);
        return result;
    }

    /// <summary>Hands the bytes of each piece, in order, to <paramref name="take"/>.</summary>
    public void Read(ReadOnlySpanAction take)
    {
        foreach (var piece in longPieces) take(MemoryMarshal.AsBytes(piece.Span));
        foreach (var piece in doublePieces) take(MemoryMarshal.AsBytes(piece.Span));
        foreach (var piece in bytePieces) take(piece.Span);
    }

    public delegate void ReadOnlySpanAction(ReadOnlySpan<byte> bytes);
}
