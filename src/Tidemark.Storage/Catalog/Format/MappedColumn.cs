using System.Buffers;
using System.Runtime.CompilerServices;

namespace Tidemark.Storage.Catalog.Format;

/// <summary>
/// Memory over a column of a mapped file. It owns nothing: mappings last as long as the process (see <see cref="MappedColumnFile"/>),
/// because a span does not keep its owner alive.
/// </summary>
internal sealed unsafe class MappedColumn<T>(byte* start, int count) : MemoryManager<T> where T : unmanaged
{
    public override Span<T> GetSpan() => new(start, count);

    public override MemoryHandle Pin(int elementIndex = 0) => new(start + (long)elementIndex * Unsafe.SizeOf<T>());

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
