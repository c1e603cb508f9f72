using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Tidemark.Cli.Downloads.Archives;

/// <summary>
/// Fetches files of an archive whose <c>.CHECKSUM</c> beside them holds their SHA-256. A file is kept only when it is right; one that was cut is
/// continued, one that is wrong is fetched once more.
/// </summary>
/// <param name="http">Carries the requests; its owner disposes it.</param>
/// <param name="archive">The address of the archive.</param>
/// <param name="folder">Where files are put.</param>
/// <param name="time">For the waits between attempts.</param>
internal sealed class ArchiveClient(HttpClient http, Uri archive, string folder, TimeProvider time)
{
    private const int MostAttempts = 5;
    private const int HashLetters = 64;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private bool hasCome;

    /// <summary>The path of a verified file; null where the archive does not have it.</summary>
    /// <exception cref="DownloadException">It cannot be had, or differs from its checksum twice.</exception>
    public async Task<string?> FetchAsync(ArchiveFile file, CancellationToken cancellation)
    {
        var expected = await RetryAsync(file, () => ReadChecksumAsync(file, cancellation), cancellation).ConfigureAwait(false);
        if (expected is null) return null;
        var path = Path.Combine(folder, file.Name);
        if (File.Exists(path) && await HashOfAsync(path, cancellation).ConfigureAwait(false) == expected) return path;
        Directory.CreateDirectory(folder);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var unfinished = $"{path}.part";
            if (!await RetryAsync(file, () => ReadFileAsync(file, unfinished, cancellation), cancellation).ConfigureAwait(false)) return null;
            if (await HashOfAsync(unfinished, cancellation).ConfigureAwait(false) == expected)
            {
                File.Move(unfinished, path, overwrite: true);
                hasCome = true;
                return path;
            }
            File.Delete(unfinished);
        }
        throw new DownloadException($"{AddressOf(file)}: its SHA-256 is not the one of {file.Name}.CHECKSUM, twice; nothing of it is stored");
    }

    private Uri AddressOf(ArchiveFile file) => new(archive, file.Path);

    private async Task<string?> ReadChecksumAsync(ArchiveFile file, CancellationToken cancellation)
    {
        using var answer = await http.GetAsync(new Uri(archive, $"{file.Path}.CHECKSUM"), cancellation).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.NotFound) return null;
        answer.EnsureSuccessStatusCode();
        var text = (await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false)).Trim();
        var hash = text.Split(' ', 2)[0];
        return hash.Length == HashLetters && hash.All(char.IsAsciiHexDigit) ? hash.ToLowerInvariant()
            : throw new DownloadException($"{AddressOf(file)}.CHECKSUM: does not begin with a SHA-256");
    }

    /// <summary>Fetches what is still missing of a file; false where the archive does not have it.</summary>
    private async Task<bool> ReadFileAsync(ArchiveFile file, string unfinished, CancellationToken cancellation)
    {
        await using var target = new FileStream(unfinished, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(file));
        if (target.Length > 0) request.Headers.Range = new RangeHeaderValue(target.Length, null);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.NotFound) return false;
        // All of it is there already; whether it is right its hash will tell.
        if (answer.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable) return true;
        answer.EnsureSuccessStatusCode();
        if (answer.StatusCode == HttpStatusCode.PartialContent) target.Seek(0, SeekOrigin.End);
        else target.SetLength(0);
        await answer.Content.CopyToAsync(target, cancellation).ConfigureAwait(false);
        return true;
    }

    private async Task<T> RetryAsync<T>(ArchiveFile file, Func<Task<T>> work, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work().ConfigureAwait(false);
            }
            catch (Exception problem) when (IsPassing(problem) && !cancellation.IsCancellationRequested)
            {
                if (attempt == MostAttempts) throw new DownloadException($"{AddressOf(file)}: {problem.Message} ({MostAttempts} attempts){(hasCome ? "; what has come is stored, the same command goes on from there" : "")}");
                await Task.Delay(FirstPause * Math.Pow(2, attempt - 1), time, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static bool IsPassing(Exception problem) => problem switch
    {
        HttpRequestException { StatusCode: { } status } => (int)status >= 500 || status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout,
        HttpRequestException or HttpIOException or IOException or TaskCanceledException => true,
        _ => false,
    };

    private static async Task<string> HashOfAsync(string path, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation).ConfigureAwait(false));
    }
}
