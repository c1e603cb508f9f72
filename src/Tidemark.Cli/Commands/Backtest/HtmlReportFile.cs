using Tidemark.Research.Reports;
using Tidemark.Research.Results;

namespace Tidemark.Cli.Commands.Backtest;

/// <summary>The file named by <c>--html</c>, checked before any work is done; it appears whole or not at all.</summary>
internal static class HtmlReportFile
{
    /// <returns>The full path; null without a value.</returns>
    /// <exception cref="BadInputException">The path is a folder, or its folder does not exist.</exception>
    public static string? Check(string? value)
    {
        if (string.IsNullOrEmpty(value)) return null;
        var path = Path.GetFullPath(value);
        if (Directory.Exists(path)) throw new BadInputException($"--html: '{value}' is a folder");
        if (!Directory.Exists(Path.GetDirectoryName(path))) throw new BadInputException($"--html: there is no folder '{Path.GetDirectoryName(path)}'");
        return path;
    }

    public static void Write(string path, RunReport report)
    {
        var unfinished = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16)) TearSheet.Write(file, report);
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
