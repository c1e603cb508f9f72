using System.CommandLine;

namespace Tidemark.Cli.CommandLine;

/// <summary>
/// A command that can be built when it is asked for, so that starting the program costs one command and not all of them.
/// </summary>
/// <param name="Name">The word typed.</param>
/// <param name="Create">Builds the command; its name is <paramref name="Name"/>.</param>
internal sealed record CommandEntry(string Name, Func<Command> Create)
{
    /// <summary>A word that only groups others, such as <c>data</c>.</summary>
    public static CommandEntry Group(string name, string description, params CommandEntry[] entries) =>
        new(name, () =>
        {
            var group = new Command(name, description);
            foreach (var entry in entries) group.Subcommands.Add(entry.Create());
            return group;
        });
}
