namespace Tidemark.Cli.Commands.Doctor;

/// <summary>How bad a finding is.</summary>
internal enum DoctorStatus
{
    Ok,

    /// <summary>Something works less well, or something optional is missing.</summary>
    Warning,

    /// <summary>Something that is needed does not work.</summary>
    Failed,
}
