using System.Diagnostics;
using System.Text.RegularExpressions;
using Tidemark.Browser.Tests.Chromium;

[assembly: AssemblyFixture(typeof(BrowserFixture))]

namespace Tidemark.Browser.Tests.Chromium;

/// <summary>One Chromium for the whole run, driven over its DevTools protocol; a page gets a context of its own, as a private window does.</summary>
public sealed partial class BrowserFixture : IAsyncLifetime
{
    public const string InstallLine = "Chromium is not installed; as root: apt-get install -y chromium";

    private static readonly string[] Candidates = ["chromium", "chromium-browser", "google-chrome"];

    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--disable-dev-shm-usage", "--remote-debugging-port=0", "about:blank",
    ];

    private readonly DirectoryInfo profile = Directory.CreateTempSubdirectory("tidemark-browser-");
    private Process? process;
    private DevTools? tools;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } program) return;
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add($"--user-data-dir={profile.FullName}");
        foreach (var argument in Arguments) start.ArgumentList.Add(argument);
        // A language and a zone far from the developers': the page must not care.
        start.Environment["LANG"] = "de_DE.UTF-8";
        start.Environment["TZ"] = "Asia/Kathmandu";
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        tools = await DevTools.ConnectAsync(await AddressAsync(process).WaitAsync(TimeSpan.FromSeconds(60)));
    }

    /// <summary>A new page with its own cookies; skips the test when there is no Chromium.</summary>
    internal async Task<BrowserPage> OpenAsync(int width = 1280, int height = 900, bool isDark = false)
    {
        Assert.SkipWhen(tools is null, InstallLine);
        return await BrowserPage.OpenAsync(tools!, width, height, isDark);
    }

    public async ValueTask DisposeAsync()
    {
        if (tools is not null) await tools.DisposeAsync();
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
        try
        {
            profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A child of the browser may still write; the folder is in the system's temporary one.
        }
    }

    private static string? Find() =>
        (from name in Candidates
         from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         let path = Path.Combine(folder, name)
         where File.Exists(path)
         select path).FirstOrDefault();

    private static async Task<Uri> AddressAsync(Process process)
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is not { Success: true } match) continue;
            // What it says from now on is read and dropped, so that it never waits for us.
            _ = Task.Run(process.StandardError.ReadToEndAsync);
            return new Uri(match.Groups[1].Value);
        }
        throw new InvalidOperationException("Chromium ended before it listened");
    }

    [GeneratedRegex(@"DevTools listening on (ws://\S+)")]
    private static partial Regex Listening();
}
