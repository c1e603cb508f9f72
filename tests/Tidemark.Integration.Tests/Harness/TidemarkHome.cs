using System.Diagnostics;

namespace Tidemark.Integration.Tests.Harness;

/// <summary>
/// A home folder of its own for one test, deleted at the end with every process that was started on it. Commands run as real
/// processes of the built program, as a user's do, with nothing of the environment's Tidemark settings.
/// </summary>
public sealed class TidemarkHome : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-test-");
    private readonly List<TidemarkProcess> processes = [];

    /// <summary>The home; it exists and is empty.</summary>
    public string Path => System.IO.Path.Combine(folder.FullName, "home");

    /// <summary>A folder beside the home, for the files of a test; the current folder of the processes.</summary>
    public string Work => System.IO.Path.Combine(folder.FullName, "work");

    /// <summary>Environment variables for the processes; a null value removes one.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    public TidemarkHome()
    {
        Directory.CreateDirectory(Path);
        Directory.CreateDirectory(Work);
    }

    /// <summary>Runs a command to its end.</summary>
    public TidemarkResult Run(params string[] arguments) => Start(arguments).Finish();

    /// <summary>Starts a command that goes on until it is interrupted.</summary>
    public TidemarkProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Work,
        };
        start.ArgumentList.Add(System.IO.Path.Combine(AppContext.BaseDirectory, "Tidemark.Cli.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("TIDEMARK_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        start.Environment["TIDEMARK_HOME"] = Path;
        foreach (var (name, value) in Environment)
        {
            if (value is null) start.Environment.Remove(name);
            else start.Environment[name] = value;
        }
        var process = new TidemarkProcess(Process.Start(start)!);
        processes.Add(process);
        return process;
    }

    /// <summary>Writes a file into <see cref="Work"/> and returns its full path.</summary>
    public string WriteFile(string name, string content)
    {
        var path = System.IO.Path.Combine(Work, name);
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose()
    {
        foreach (var process in processes) process.Dispose();
        folder.Delete(recursive: true);
    }
}
