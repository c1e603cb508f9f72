using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Composition;
using Tidemark.Venues.Credentials;

namespace Tidemark.Cli.Commands.Keys;

/// <summary><c>keys add</c>: keeps the key of an account at a venue. Secrets are typed or piped in, never given as arguments.</summary>
internal static class KeysAddCommand
{
    private static readonly Option<string> Store = new("--store") { Description = "Where: encrypted (under a password) or file (readable by you alone)", HelpName = "encrypted|file", DefaultValueFactory = _ => "encrypted" };

    private static readonly Option<string?> SecretFile = new("--secret-file") { Description = "Read the secret from this file, such as a private key in PEM", HelpName = "FILE" };

    private static readonly Option<bool> FromEnvironment = new("--from-environment") { Description = "Take it from the environment: TIDEMARK_BINANCE_KEY, TIDEMARK_BINANCE_SECRET and so on" };

    private static readonly Option<bool> NeedsPassphrase = new("--passphrase") { Description = "The key has a passphrase besides: ask for it" };

    private static readonly Option<bool> Replace = new("--replace") { Description = "Put it in place of the one that is there" };

    public static Command Create() =>
        new Command("add", "Keep an API key: asks for key and secret, or reads them line by line from standard input")
            .With(KeyOptions.Venue, KeyOptions.Environment, KeyOptions.Account, Store, SecretFile, FromEnvironment, NeedsPassphrase, Replace)
            .Example("keys add --venue binance --environment testnet")
            .Example("keys add --venue coinbase --secret-file coinbase.pem")
            .Example("keys add --venue binance --account main --store file")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var id = KeyOptions.IdOf(context);
        var places = new CredentialPlaces(context);
        ICredentialStore store = context.Get(Store) switch
        {
            "encrypted" => places.Encrypted,
            "file" => places.Plain,
            var other => throw new BadInputException($"--store: there is no '{other}'{NearestNames.Hint(other!, ["encrypted", "file"])}"),
        };
        var another = places.Stores.First(s => s != store);
        if (context.Get(FromEnvironment) && context.Get(SecretFile) is not null) throw new BadInputException("--from-environment and --secret-file exclude each other");
        var credential = context.Get(FromEnvironment) ? TakeFromEnvironment(id, store) : Ask(context, id, store);
        places.Change(store, there => Added(there, credential, context.Get(Replace)));
        context.Output.WriteLine($"kept {credential} in {store.Path}");
        if (store == places.Plain) context.Error.WriteLine("note: it is not encrypted; nobody but you can read the file, and whoever has your disk or a backup of it can");
        WarnOfOthers(context, id, another);
        return TidemarkCommandLine.Success;
    }

    private static IReadOnlyList<VenueCredential> Added(IReadOnlyList<VenueCredential> there, VenueCredential credential, bool mayReplace)
    {
        if (there.Any(c => c.Id == credential.Id) && !mayReplace) throw new BadInputException($"there is a key for {credential.Id} already; give --replace to put this one in its place");
        return [.. there.Where(c => c.Id != credential.Id), credential];
    }

    private static VenueCredential TakeFromEnvironment(CredentialId id, ICredentialStore store)
    {
        var found = CredentialPlaces.Environment.Read().FirstOrDefault(c => c.Id.Venue == id.Venue && c.Id.Account == id.Account)
            ?? throw new BadInputException($"--from-environment: {EnvironmentCredentials.VariableOf(id)} is not set");
        found.Ensure(id.Venue, id.Environment);
        return new VenueCredential(id, found.Key, found.Secret, found.Passphrase, store.Path);
    }

    private static VenueCredential Ask(CommandContext context, CredentialId id, ICredentialStore store)
    {
        var input = new SecretInput(context.Error, context.Cancellation);
        var (key, secret) = CredentialForm.Prompts(id.Venue);
        var fromFile = context.Get(SecretFile) is { } path ? ReadFile(path) : null;
        var givenKey = input.Read(key);
        var givenSecret = fromFile ?? input.Read(secret);
        var passphrase = context.Get(NeedsPassphrase) ? input.Read("passphrase") : SecretInput.IsTerminal ? null : input.ReadOptional("passphrase");
        return new VenueCredential(id, givenKey, CredentialForm.Normalise(givenSecret), passphrase, store.Path);
    }

    private static string ReadFile(string path)
    {
        if (!File.Exists(path)) throw new BadInputException($"--secret-file: there is no file '{path}'");
        return File.ReadAllText(path);
    }

    private static void WarnOfOthers(CommandContext context, CredentialId id, ICredentialStore other)
    {
        if (CredentialPlaces.Environment.Read().Any(c => c.Id == id)) context.Error.WriteLine($"note: {EnvironmentCredentials.VariableOf(id)} in the environment is used before it");
        if (other is not PlainCredentialFile { Exists: true } plain) return;
        if (plain.Read().Any(c => c.Id == id)) context.Error.WriteLine($"note: {plain.Path} has a key for {id} too, which is used before it; './tidemark keys remove' takes it out");
    }
}
