using System.CommandLine;
using Tidemark.Storage.Homes;

namespace Tidemark.Cli.CommandLine;

/// <summary>Options that mean the same wherever they appear. The first three are known to every command.</summary>
internal static class CommonOptions
{
    public static readonly Option<string?> Home = new("--home")
    {
        Description = "Folder that holds everything Tidemark stores (default: TIDEMARK_HOME, else ~/.tidemark)",
        HelpName = "DIR",
        Recursive = true,
    };

    public static readonly Option<string?> Config = new("--config")
    {
        Description = "Configuration file (default: tidemark.yaml in the home)",
        HelpName = "FILE",
        Recursive = true,
    };

    public static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Show the stack trace when something fails",
        Recursive = true,
    };

    /// <summary>Added by each command that has results; written with <see cref="CommandContext.WriteJson"/>.</summary>
    public static readonly Option<string?> Json = new("--json")
    {
        Description = "Write the results as JSON; - is standard output, and then nothing else is printed there",
        HelpName = "FILE",
    };

    /// <summary>The home that an option value names; without one the environment's, without that the user's.</summary>
    /// <exception cref="BadInputException">The path is a file, or there is no user folder to fall back on.</exception>
    public static HomeFolder ResolveHome(string? option)
    {
        var (path, source) = (option, "--home");
        if (string.IsNullOrEmpty(path)) (path, source) = (Environment.GetEnvironmentVariable("TIDEMARK_HOME"), "TIDEMARK_HOME");
        if (string.IsNullOrEmpty(path))
        {
            var user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            if (user.Length == 0) throw new BadInputException("no home: this user has no home folder; give --home DIR or set TIDEMARK_HOME");
            (path, source) = (Path.Combine(user, ".tidemark"), "home");
        }
        path = Path.GetFullPath(ExpandTilde(path));
        if (File.Exists(path)) throw new BadInputException($"{source}: '{path}' is a file, not a folder");
        return new HomeFolder(path);
    }

    /// <summary>Shells leave the tilde of <c>--home=~/x</c> and of environment files alone.</summary>
    private static string ExpandTilde(string path) =>
        path == "~" || path.StartsWith("~/", StringComparison.Ordinal)
            ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..]
            : path;
}
