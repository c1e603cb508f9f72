using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Configuration;

namespace Tidemark.Cli.Commands.Doctor;

/// <summary><c>doctor</c>: what works on this machine, and what to do about what does not.</summary>
internal static class DoctorCommand
{
    public static Command Create() =>
        new Command("doctor", "Check the machine, the home and what is stored in it, and say how to repair what is wrong")
            .With(CommonOptions.Json)
            .Example("doctor")
            .WithoutConfiguration()
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var findings = Checks(context).Select(check => (check.Name, Finding: Try(check.Run))).ToList();
        foreach (var (name, finding) in findings)
        {
            context.Output.WriteLine($"{Word(finding.Status)}  {name,-14} {ParseErrorText.OneLine(finding.Text)}");
            if (finding.Fix.Length > 0) context.Output.WriteLine($"{"",20} -> {finding.Fix}");
        }
        var failed = findings.Count(f => f.Finding.Status == DoctorStatus.Failed);
        var warnings = findings.Count(f => f.Finding.Status == DoctorStatus.Warning);
        context.Output.WriteLine();
        context.Output.WriteLine(failed + warnings == 0 ? "everything is well" : $"{failed} failed, {warnings} with a warning, {findings.Count - failed - warnings} well");
        context.WriteJson(writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("isWell", failed == 0);
            writer.WriteStartArray("checks");
            foreach (var (name, finding) in findings)
            {
                writer.WriteStartObject();
                writer.WriteString("name", name);
                writer.WriteString("status", Word(finding.Status).TrimEnd());
                writer.WriteString("finding", finding.Text);
                writer.WriteString("fix", finding.Fix);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
        return failed == 0 ? TidemarkCommandLine.Success : TidemarkCommandLine.WorkFailed;
    }

    private static (string Name, Func<DoctorFinding> Run)[] Checks(CommandContext context) =>
    [
        ("runtime", ProgramChecks.Runtime),
        ("sdk", ProgramChecks.Sdk),
        ("clock", () => ProgramChecks.Clock(DateTime.UtcNow, File.GetLastWriteTimeUtc(typeof(DoctorCommand).Assembly.Location))),
        ("configuration", () => ProgramChecks.Configuration(context)),
        ("home", () => HomeChecks.Writable(context.Home)),
        ("disk", () => HomeChecks.DiskSpace(context.Home)),
        ("catalog", () => HomeChecks.Catalog(context.Home)),
        ("database", () => HomeChecks.Database(context.Home)),
        ("sqlite", HomeChecks.SqliteLibrary),
        ("port", () => Port(context)),
        ("chromium", () => ProgramChecks.Optional("browser tests need", "chromium", "chromium-browser", "google-chrome")),
        ("node", () => ProgramChecks.Optional("work on the dashboard needs", "node")),
    ];

    private static DoctorFinding Port(CommandContext context)
    {
        try
        {
            return HomeChecks.Port(context.Configuration.Get(ServerSettings.Host), context.Configuration.Get(ServerSettings.Port));
        }
        catch (BadInputException)
        {
            return DoctorFinding.Warning("not checked, because the configuration is wrong", "correct the configuration first");
        }
    }

    /// <summary>A check that fails itself is a finding too: the others still run.</summary>
    private static DoctorFinding Try(Func<DoctorFinding> check)
    {
        try
        {
            return check();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return DoctorFinding.Failed(e.Message, "look at the message; the other checks are not affected");
        }
    }

    private static string Word(DoctorStatus status) => status switch
    {
        DoctorStatus.Ok => "OK  ",
        DoctorStatus.Warning => "WARN",
        _ => "FAIL",
    };
}
