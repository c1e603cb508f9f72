using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Storage.Journal;

namespace Tidemark.Cli.Commands.Journal;

/// <summary>The argument that says which journal.</summary>
internal static class JournalChoice
{
    public static Argument<string?> Argument() => new("session")
    {
        Description = "Name of a session (or its start), or the folder of a journal; default: the newest session",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static JournalFolder Resolve(CommandContext context, Argument<string?> argument) =>
        new JournalStore(context.Home.JournalFolder).Find(context.Get(argument));
}
