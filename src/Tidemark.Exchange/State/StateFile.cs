using System.Security.Cryptography;
using System.Text;

namespace Tidemark.Exchange.State;

/// <summary>The file of an exchange's state: JSON, and in a last line the checksum of what is before it. It is replaced as a whole or not at all.</summary>
internal static class StateFile
{
    private const int HexLength = 64;

    public static string PathIn(string folder) => Path.Combine(folder, "exchange.state");

    public static void Save(string folder, byte[] json)
    {
        Directory.CreateDirectory(folder);
        var (path, temporary) = (PathIn(folder), PathIn(folder) + ".new");
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        // Keys of accounts are inside.
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(json);
            stream.Write(Encoding.ASCII.GetBytes("\n" + Convert.ToHexStringLower(SHA256.HashData(json)) + "\n"));
            stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
    }

    /// <returns>Null where there is none yet.</returns>
    /// <exception cref="BadInputException">It has been cut or altered.</exception>
    public static byte[]? TryLoad(string folder)
    {
        var path = PathIn(folder);
        if (!File.Exists(path)) return null;
        var bytes = File.ReadAllBytes(path);
        var end = bytes.Length - HexLength - 2;
        if (end < 0 || bytes[^1] != '\n' || bytes[end] != '\n' || Encoding.ASCII.GetString(bytes, end + 1, HexLength) != Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, end))))
            throw new BadInputException($"--state {path}: the file has been cut or altered (its checksum is wrong); move it away to begin anew");
        return bytes[..end];
    }
}
