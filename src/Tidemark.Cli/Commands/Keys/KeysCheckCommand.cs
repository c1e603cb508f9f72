using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Composition;

namespace Tidemark.Cli.Commands.Keys;

/// <summary><c>keys check</c>: whether the key of an account can be found, read and used for what it is bound to.</summary>
internal static class KeysCheckCommand
{
    public static Command Create() =>
        new Command("check", "Whether a key is found, can be read and has the form of its venue; nothing is sent")
            .With(KeyOptions.Venue, KeyOptions.Environment, KeyOptions.Account)
            .Example("keys check --venue binance --environment testnet")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var credential = new CredentialPlaces(context).Finder.Find(KeyOptions.IdOf(context));
        context.Output.WriteLine($"{credential}, kept in {credential.Origin}: found, readable by you alone, of the form of its venue");
        return TidemarkCommandLine.Success;
    }
}
