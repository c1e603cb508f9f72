using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Tidemark.Integration.Tests.Venues;

namespace Tidemark.Integration.Tests.Data;

/// <summary>A public archive on this machine: zip files with their checksums beside them, some broken as the test says.</summary>
internal sealed class ArchiveServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, byte[]> files = [];
    private readonly ConcurrentDictionary<string, int> cuts = [];
    private readonly ConcurrentQueue<string> asked = [];
    private readonly RawServer server;

    public ArchiveServer() => server = new RawServer(ServeAsync);

    public Uri Address => new(server.Address, "/");

    /// <summary>The paths asked for, with the beginning of the range where one was.</summary>
    public IReadOnlyList<string> Asked => [.. asked];

    /// <summary>Publishes a file of rows.</summary>
    public void Publish(string path, IEnumerable<string> rows)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create))
        {
            using var entry = new StreamWriter(zip.CreateEntry(name.Replace(".zip", ".csv", StringComparison.Ordinal)).Open());
            foreach (var row in rows) entry.Write(row + "\n");
        }
        files[$"/{path}"] = buffer.ToArray();
        files[$"/{path}.CHECKSUM"] = Encoding.ASCII.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(buffer.ToArray()))}  {name}\n");
    }

    /// <summary>Changes a byte of a file, not of its checksum.</summary>
    public void Damage(string path) => files[$"/{path}"][20] ^= 1;

    /// <summary>Ends the connection in the middle of a file, once.</summary>
    public void CutOnce(string path) => cuts[$"/{path}"] = 1;

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task ServeAsync(RawServer raw, NetworkStream stream)
    {
        while (await raw.ReadAsync(stream) is { Length: > 0 } head)
        {
            var path = head.Split(' ')[1];
            var range = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase));
            var from = range is null ? 0 : int.Parse(range["Range: bytes=".Length..].TrimEnd('-'), System.Globalization.CultureInfo.InvariantCulture);
            asked.Enqueue(from == 0 ? path : $"{path} from {from}");
            if (!files.TryGetValue(path, out var content))
            {
                await RawServer.AnswerAsync(stream, "404 Not Found", "");
                continue;
            }
            var rest = content.AsMemory(from);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {(from > 0 ? "206 Partial Content" : "200 OK")}\r\nContent-Length: {rest.Length}\r\n\r\n"), raw.Ending);
            if (cuts.TryRemove(path, out _))
            {
                await stream.WriteAsync(rest[..(rest.Length / 2)], raw.Ending);
                return;
            }
            await stream.WriteAsync(rest, raw.Ending);
        }
    }
}
