using Tidemark.Storage.Catalog;

namespace Tidemark.Cli.Downloads;

/// <summary>What is downloaded, and under which name it is stored.</summary>
/// <param name="Instrument">At the venue.</param>
/// <param name="StoredAs">In the catalog; the same where no other name was chosen.</param>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
/// <param name="Origin">Who gives it, for the catalog: <c>binance api.binance.com</c>.</param>
/// <param name="IsSimulated">Whether it comes from a server on this machine, which no market stands behind.</param>
internal sealed record DownloadTarget(InstrumentId Instrument, InstrumentId StoredAs, Instant From, Instant To, string Origin, bool IsSimulated)
{
    /// <summary>The server alone, of who gives it.</summary>
    public string Server => Origin[(Origin.LastIndexOf(' ') + 1)..];

    public SeriesSource SourceOf(string what, long rows) => new($"{Origin} {what}", SeriesSource.Download, rows, IsSynthetic: IsSimulated);

    /// <summary>What a simulated exchange gives is not mixed with what a market did.</summary>
    /// <exception cref="BadInputException">The series holds data of the other kind.</exception>
    public void RefuseMixing(SeriesInfo there)
    {
        if (there.IsSynthetic == IsSimulated) return;
        throw new BadInputException(IsSimulated
            ? $"{there.Name} holds prices of a market, and {Origin} is a server on this machine; store what it gives under another name: --as {StoredAs.Symbol}@simulated"
            : $"{there.Name} holds made prices; store those of the market under another name with --as, or remove {there.FilePath}");
    }
}
