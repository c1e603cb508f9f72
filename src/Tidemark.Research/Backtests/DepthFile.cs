namespace Tidemark.Research.Backtests;

/// <summary>A recording of an order book to run on without importing it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Instrument">Whose book it is; null when <c>--instrument</c> says it.</param>
public sealed record DepthFile(string Path, InstrumentId? Instrument)
{
    /// <param name="text"><c>FILE</c> or <c>FILE,INSTRUMENT</c>.</param>
    public static DepthFile Parse(string text)
    {
        var comma = text.LastIndexOf(',');
        return comma > 0 && InstrumentId.TryParse(text[(comma + 1)..], out var instrument) ? new DepthFile(text[..comma], instrument) : new DepthFile(text, null);
    }
}
