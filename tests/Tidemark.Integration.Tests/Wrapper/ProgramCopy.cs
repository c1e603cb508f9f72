using System.Diagnostics;

namespace Tidemark.Integration.Tests.Wrapper;

/// <summary>
/// A small folder with the real <c>./tidemark</c>, one source file, and a stand-in for the SDK that notes each call: what the script
/// decides can be seen without building anything.
/// </summary>
internal sealed class ProgramCopy : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-test-");

    public ProgramCopy()
    {
        var repository = RepositoryRoot();
        Directory.CreateDirectory(In("eng"));
        Directory.CreateDirectory(In("sdk"));
        File.Copy(Path.Combine(repository, "tidemark"), In("tidemark"));
        foreach (var script in new[] { "build.sh", "test.sh" }) File.Copy(Path.Combine(repository, "eng", script), In("eng", script));
        File.WriteAllText(In("eng", "BannedSymbols.Deterministic.txt"), "");
        foreach (var rules in new[] { "Directory.Build.props", ".editorconfig" }) File.WriteAllText(In(rules), "");
        WriteSource("Tidemark.Cli/Tidemark.Cli.csproj");
        WriteSource("Tidemark.Cli/Program.cs");
        WriteSource("Tidemark.Cli/Other.cs");
        WriteStandIn();
    }

    /// <summary>What the stand-in was asked to do, the first word of each call: <c>publish</c> or <c>run</c>.</summary>
    public IReadOnlyList<string> Calls => File.Exists(In("calls")) ? File.ReadAllLines(In("calls")) : [];

    /// <summary>How many builds there were.</summary>
    public int Builds => Calls.Count(call => call.StartsWith("publish", StringComparison.Ordinal));

    /// <summary>While this file is there, builds fail.</summary>
    public string BrokenMark => In("broken");

    /// <summary>While this file is there, native code cannot be made.</summary>
    public string NoCompilerMark => In("no-compiler");

    /// <summary>While this file is there, builds wait.</summary>
    public string WaitMark => In("wait");

    public string In(params string[] parts) => Path.Combine([folder.FullName, .. parts]);

    public void WriteSource(string name)
    {
        var path = In("src", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Guid.NewGuid().ToString());
    }

    /// <summary>Starts <c>./tidemark</c>.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = Path.GetTempPath() };
        start.ArgumentList.Add(In("tidemark"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["PATH"] = $"{In("sdk")}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment.Remove("DOTNET_ROOT");
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var process = Start(arguments);
        return Finish(process);
    }

    public static (int Code, string Output, string Error) Finish(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    public void Dispose() => folder.Delete(recursive: true);

    public static string RepositoryRoot()
    {
        for (var parent = new DirectoryInfo(AppContext.BaseDirectory); parent is not null; parent = parent.Parent)
            if (File.Exists(Path.Combine(parent.FullName, "Tidemark.slnx"))) return parent.FullName;
        throw new InvalidOperationException("the tests do not lie in the repository");
    }

    private void WriteStandIn()
    {
        var path = In("sdk", "dotnet");
        File.WriteAllText(path, $$"""
            #!/usr/bin/env bash
            top='{{folder.FullName}}'
            case $1 in
              --list-sdks) echo '10.0.100 [/sdk]'; exit 0 ;;
              publish)
                echo "$*" >> "$top/calls"
                while [ -e "$top/wait" ]; do sleep 0.05; done
                if [ -e "$top/broken" ]; then echo "$top/src/Tidemark.Cli/Program.cs(3,1): error CS1002: ; expected [$top/src/Tidemark.Cli/Tidemark.Cli.csproj]"; exit 1; fi
                if [ -e "$top/no-compiler" ] && [[ "$*" == *TidemarkRuntime* ]]; then echo "x.csproj : error NU1101: Unable to find package microsoft.netcore.app.crossgen2"; exit 1; fi
                while [ "$1" != -o ]; do shift; done
                mkdir -p "$2" && cp "$top/src/Tidemark.Cli/Program.cs" "$2/Tidemark.Cli.dll" ;;
              *.dll)
                echo run >> "$top/calls"
                [ -e "$1" ] || exit 99
                shift; echo "ran $*"; echo "in $PWD"; exit 7 ;;
            esac
            """);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
    }
}
