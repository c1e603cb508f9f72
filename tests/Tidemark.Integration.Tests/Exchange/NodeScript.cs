using System.Diagnostics;
using System.Text.Json;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>A script of <c>tests/clients</c> in a Node process of its own; what it prints is JSON.</summary>
internal static class NodeScript
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(180);

    /// <summary>Skips the test where Node or the packages are not installed.</summary>
    public static async Task<JsonElement> RunAsync(string script, params string[] arguments)
    {
        var folder = FindClients();
        Assert.SkipUnless(folder is not null, "needs Node and its packages; install them with: ./tidemark test --install");
        var start = new ProcessStartInfo("node") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(script);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0, await error + await output);
            using var document = JsonDocument.Parse(await output);
            return document.RootElement.Clone();
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <returns>Null where Node or its packages are not installed.</returns>
    private static string? FindClients()
    {
        var hasNode = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "node")) || File.Exists(Path.Combine(folder, "node.exe")));
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); hasNode && folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Tidemark.slnx")))
            {
                var clients = Path.Combine(folder.FullName, "tests", "clients");
                return Directory.Exists(Path.Combine(clients, "node_modules", "ccxt")) ? clients : null;
            }
        return null;
    }
}
