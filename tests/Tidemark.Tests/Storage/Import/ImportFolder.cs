using System.IO.Compression;
using System.Text;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Import;
using Tidemark.Storage.Import.Repairs;
using Tidemark.Tests.Storage.Catalog;

namespace Tidemark.Tests.Storage.Import;

/// <summary>A folder with files to import and a home beside it.</summary>
internal sealed class ImportFolder : IDisposable
{
    public const string Header = "time_ms,open,high,low,close,volume";
    private readonly TemporaryHome home = new();

    public TemporaryHome Home => home;

    public MarketCatalog Catalog => MarketCatalog.Open(home.Folder);

    public string Path(string name) => home.Path(name);

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path(name), bytes);
        return Path(name);
    }

    public string WriteGzip(string name, string text) => Write(name, Gzip(Encoding.UTF8.GetBytes(text)));

    public string WriteZip(string name, params (string Entry, byte[] Bytes)[] entries)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (entry, bytes) in entries)
            {
                using var stream = archive.CreateEntry(entry).Open();
                stream.Write(bytes);
            }
        }
        return Write(name, memory.ToArray());
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var stream = new GZipStream(memory, CompressionLevel.Fastest)) stream.Write(bytes);
        return memory.ToArray();
    }

    public ImportResult Import(string path, Repair repairs = Repair.None, Interval? interval = null) => Import([path], repairs, interval);

    public ImportResult Import(IReadOnlyList<string> paths, Repair repairs = Repair.None, Interval? interval = null) =>
        new MarketImporter(Catalog, SomeBars.Bitcoin, new ReadOptions { Repairs = repairs, Interval = interval }).Import(paths);

    public BarColumns Stored(Interval interval) => Catalog.OpenBars(new BarSpec(SomeBars.Bitcoin, interval));

    /// <summary>A file in the plain layout.</summary>
    public static string Text(BarColumns bars) => $"{Header}\n{string.Concat(SomeBars.All(bars).Select(Row))}";

    public static string Row(Bar bar) => FormattableString.Invariant($"{bar.OpenTime.UnixMilliseconds},{bar.Open},{bar.High},{bar.Low},{bar.Close},{bar.Volume}\n");

    public void Dispose() => home.Dispose();
}
