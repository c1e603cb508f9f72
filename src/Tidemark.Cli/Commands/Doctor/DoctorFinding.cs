namespace Tidemark.Cli.Commands.Doctor;

/// <summary>What a check found.</summary>
/// <param name="Text">What is so, in a few words with the values seen.</param>
/// <param name="Fix">What to do about it; empty when nothing is wrong.</param>
internal sealed record DoctorFinding(DoctorStatus Status, string Text, string Fix = "")
{
    public static DoctorFinding Ok(string text) => new(DoctorStatus.Ok, text);

    public static DoctorFinding Warning(string text, string fix) => new(DoctorStatus.Warning, text, fix);

    public static DoctorFinding Failed(string text, string fix) => new(DoctorStatus.Failed, text, fix);
}
