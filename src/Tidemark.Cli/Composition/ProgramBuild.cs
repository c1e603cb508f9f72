using System.Reflection;

namespace Tidemark.Cli.Composition;

/// <summary>Which build of the program this is.</summary>
internal static class ProgramBuild
{
    /// <summary>Version and source revision: <c>0.1.0+3f2a…</c>.</summary>
    public static string Text { get; } =
        typeof(ProgramBuild).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
