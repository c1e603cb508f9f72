using System.Collections;

namespace Tidemark.Venues.Credentials;

/// <summary>
/// Credentials in environment variables: <c>TIDEMARK_BINANCE_KEY</c>, <c>…_SECRET</c>, <c>…_PASSPHRASE</c> and <c>…_ENVIRONMENT</c> (live, where it
/// is not said, or testnet); of an account with a name <c>TIDEMARK_BINANCE_MAIN_KEY</c> and so on, with '_' for '-'.
/// </summary>
/// <param name="variables">Those of the process.</param>
public sealed class EnvironmentCredentials(IDictionary variables)
{
    public const string Origin = "the environment";
    private const string Prefix = "TIDEMARK_";
    private const string KeyEnding = "_KEY";
    private const string SecretEnding = "_SECRET";

    /// <summary>All that are there, or those of one venue.</summary>
    /// <exception cref="BadInputException">One is incomplete or cannot be a key; the message names the variable.</exception>
    public IReadOnlyList<VenueCredential> Read(string? venue = null)
    {
        var found = new List<VenueCredential>();
        foreach (var stem in Stems().Where(stem => venue is null || VenueOf(stem) == venue))
        {
            var (key, secret) = (Get(stem + KeyEnding), Get(stem + SecretEnding));
            if (key is null || secret is null) throw new BadInputException($"the environment has {stem}{(key is null ? SecretEnding : KeyEnding)} but no {stem}{(key is null ? KeyEnding : SecretEnding)}");
            var name = Get(stem + "_ENVIRONMENT") ?? "live";
            if (!CredentialText.TryEnvironment(name, out var environment)) throw new BadInputException($"{stem}_ENVIRONMENT is '{name}'; it must be live or testnet");
            var account = stem.Length == Prefix.Length + VenueOf(stem).Length ? CredentialId.DefaultAccount : stem[(Prefix.Length + VenueOf(stem).Length + 1)..].Replace('_', '-').ToLowerInvariant();
            found.Add(new VenueCredential(new CredentialId(VenueOf(stem), environment, account), key, CredentialForm.Normalise(secret), Get(stem + "_PASSPHRASE"), Origin));
        }
        return found;
    }

    /// <summary>The variable that the key of an account would be in.</summary>
    public static string VariableOf(CredentialId id) =>
        $"{Prefix}{id.Venue.ToUpperInvariant()}{(id.Account == CredentialId.DefaultAccount ? "" : "_" + id.Account.Replace('-', '_').ToUpperInvariant())}{KeyEnding}";

    /// <summary>Beginnings such as TIDEMARK_BINANCE or TIDEMARK_BINANCE_MAIN, of known venues only: other parts of the program have variables too.</summary>
    private IEnumerable<string> Stems() =>
        variables.Keys.Cast<string>()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && Get(name) is not null)
            .Select(name => name.EndsWith(KeyEnding, StringComparison.Ordinal) ? name[..^KeyEnding.Length] : name.EndsWith(SecretEnding, StringComparison.Ordinal) ? name[..^SecretEnding.Length] : "")
            .Where(stem => stem.Length > Prefix.Length && CredentialForm.Venues.Contains(VenueOf(stem)))
            .Distinct().Order(StringComparer.Ordinal);

    private static string VenueOf(string stem) => stem[Prefix.Length..].Split('_', 2)[0].ToLowerInvariant();

    private string? Get(string name) => variables[name] is string { Length: > 0 } value ? value.Trim() : null;
}
