using Tidemark.Cli.CommandLine;
using Tidemark.Storage.Locking;
using Tidemark.Venues.Credentials;

namespace Tidemark.Cli.Composition;

/// <summary>Where this home keeps keys: a plain file, an encrypted one, and the environment before both.</summary>
internal sealed class CredentialPlaces
{
    public const string PasswordVariable = "TIDEMARK_KEYS_PASSWORD";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly CommandContext context;

    public CredentialPlaces(CommandContext context)
    {
        this.context = context;
        Plain = new PlainCredentialFile(Path.Combine(context.Home.Path, "credentials.json"));
        Encrypted = new EncryptedCredentialFile(Path.Combine(context.Home.Path, "credentials.enc"), Password);
    }

    public static EnvironmentCredentials Environment { get; } = new(System.Environment.GetEnvironmentVariables());

    public PlainCredentialFile Plain { get; }

    public EncryptedCredentialFile Encrypted { get; }

    /// <summary>In the order in which they are looked through: the encrypted one last, for it asks for a password.</summary>
    public IReadOnlyList<ICredentialStore> Stores => [Plain, Encrypted];

    public CredentialFinder Finder => new(Environment, Stores);

    /// <summary>Whether the encrypted store can be read without asking anyone.</summary>
    public static bool HasPassword => !string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable(PasswordVariable));

    /// <summary>Changes a store while no other process does.</summary>
    public void Change(ICredentialStore store, Func<IReadOnlyList<VenueCredential>, IReadOnlyList<VenueCredential>> change)
    {
        using var writer = ProcessLock.Acquire(context.Home.RunFolder, "credentials", "changing keys", Patience);
        store.Write(change(store.Read()));
    }

    private string Password(bool isNew)
    {
        if (System.Environment.GetEnvironmentVariable(PasswordVariable) is { Length: > 0 } given) return given;
        if (!SecretInput.IsTerminal) throw new BadInputException($"the encrypted store needs its password: set {PasswordVariable}, or run this on a terminal");
        var input = new SecretInput(context.Error, context.Cancellation);
        if (!isNew) return input.Read("password of the encrypted store");
        var password = input.Read($"a new password for the encrypted store (at least {EncryptedCredentialFile.ShortestPassword} letters)");
        return input.Read("the same again") == password ? password : throw new BadInputException("the two passwords differ; nothing was kept");
    }
}
