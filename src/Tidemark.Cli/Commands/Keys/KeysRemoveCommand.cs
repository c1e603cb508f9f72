using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Composition;
using Tidemark.Venues.Credentials;

namespace Tidemark.Cli.Commands.Keys;

/// <summary><c>keys remove</c>: takes a key out of the stores of this home.</summary>
internal static class KeysRemoveCommand
{
    public static Command Create() =>
        new Command("remove", "Forget a key; delete it at the venue as well if it may be known to others")
            .With(KeyOptions.Venue, KeyOptions.Environment, KeyOptions.Account)
            .Example("keys remove --venue binance --environment testnet")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var id = KeyOptions.IdOf(context);
        var places = new CredentialPlaces(context);
        var removed = 0;
        foreach (var store in places.Stores.Where(store => store.Exists && HasPassword(store, removed, context)))
        {
            if (store.Read().All(c => c.Id != id)) continue;
            places.Change(store, there => [.. there.Where(c => c.Id != id)]);
            context.Output.WriteLine($"removed {id} from {store.Path}");
            removed++;
        }
        var isInEnvironment = CredentialPlaces.Environment.Read().Any(c => c.Id == id);
        if (isInEnvironment) context.Error.WriteLine($"note: {EnvironmentCredentials.VariableOf(id)} is still set in the environment");
        return removed > 0 ? TidemarkCommandLine.Success : throw new BadInputException($"there is no key for {id} in {context.Home.Path}; './tidemark keys list' shows those that are there");
    }

    /// <summary>The encrypted store is not asked for where the plain one had the key and nobody can give the password.</summary>
    private static bool HasPassword(ICredentialStore store, int removed, CommandContext context)
    {
        if (store is not EncryptedCredentialFile || removed == 0 || CredentialPlaces.HasPassword || SecretInput.IsTerminal) return true;
        context.Error.WriteLine($"note: {store.Path} was not looked into: set {CredentialPlaces.PasswordVariable} to open it");
        return false;
    }
}
