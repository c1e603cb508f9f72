using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Configuration;

namespace Tidemark.Cli.Commands.Doctor;

/// <summary>Checks of the program, what it runs on and what it was told.</summary>
internal static class ProgramChecks
{
    private const int NeededVersion = 10;
    private const int LongestWaitMilliseconds = 10_000;

    public static DoctorFinding Runtime()
    {
        var text = $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} cores";
        return Environment.Version.Major >= NeededVersion ? DoctorFinding.Ok(text) : DoctorFinding.Failed(text, $"install .NET {NeededVersion}");
    }

    public static DoctorFinding Sdk()
    {
        const string fix = "install the .NET 10 SDK; it is needed to build and test, not to run";
        try
        {
            using var process = Process.Start(new ProcessStartInfo("dotnet", "--list-sdks") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var reading = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(LongestWaitMilliseconds))
            {
                process.Kill();
                return DoctorFinding.Warning("'dotnet --list-sdks' does not answer", fix);
            }
            var versions = reading.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[0]).ToList();
            return versions.Any(IsNewEnough)
                ? DoctorFinding.Ok(string.Join(", ", versions))
                : DoctorFinding.Warning(versions.Count == 0 ? "no SDK" : $"only {string.Join(", ", versions)}", fix);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return DoctorFinding.Warning("'dotnet' is not in the search path", fix);
        }
    }

    public static DoctorFinding Configuration(CommandContext context)
    {
        try
        {
            TidemarkConfiguration.Load(context.ConfigurationFile, context.Home.ConfigurationFile, Environment.GetEnvironmentVariables(), out var problems);
            if (problems.Count > 0) return DoctorFinding.Failed(problems[0], "correct it; './tidemark config validate' shows all mistakes");
        }
        catch (BadInputException e)
        {
            return DoctorFinding.Failed(e.Message, "correct it; './tidemark config validate' checks again");
        }
        var path = context.ConfigurationFile ?? context.Home.ConfigurationFile;
        return DoctorFinding.Ok(File.Exists(path) ? path : "defaults; './tidemark config init' writes a file");
    }

    /// <summary>A clock before the time at which this program was built cannot be right.</summary>
    public static DoctorFinding Clock(DateTime utcNow, DateTime builtUtc)
    {
        var text = $"{utcNow.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC, local zone {TimeZoneInfo.Local.Id}; everything is stored in UTC";
        return utcNow > builtUtc.AddMinutes(-5) ? DoctorFinding.Ok(text) : DoctorFinding.Failed(text, "set the clock: it is behind the time at which this program was built");
    }

    /// <summary>A program that only some tests use.</summary>
    public static DoctorFinding Optional(string purpose, params string[] names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var found = names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        return DoctorFinding.Ok(found ?? $"not installed; only {purpose} it");
    }

    private static bool IsNewEnough(string version) =>
        int.TryParse(version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) && major >= NeededVersion;
}
