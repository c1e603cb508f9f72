using System.Diagnostics;
using System.Text.Json.Serialization;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Credentials;

/// <summary>A key to an account at a venue. Its secrets appear in no text: not here, not in errors, not in JSON.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class VenueCredential
{
    private const int HintLetters = 4;
    private const int ShortestHinted = 12;
    private const string KeyFolder = "/apiKeys/";

    /// <param name="id">What it is for.</param>
    /// <param name="key">What the venue calls API key or key name; it tells who asks.</param>
    /// <param name="secret">What requests are signed with.</param>
    /// <param name="passphrase">Where the venue asks for one besides; else null.</param>
    /// <param name="origin">Where it was found.</param>
    /// <exception cref="BadInputException">It cannot be a key of that venue; the message says why without showing it.</exception>
    public VenueCredential(CredentialId id, string key, string secret, string? passphrase, string origin)
    {
        (Id, Key, Secret, Passphrase, Origin) = (id, key, secret, passphrase, origin);
        if (CredentialForm.Defect(this) is { } defect) throw new BadInputException($"{id} in {origin}: {defect}");
    }

    public CredentialId Id { get; }

    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Key { get; }

    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Secret { get; }

    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Passphrase { get; }

    /// <summary>Where it was found: a file, or the environment.</summary>
    public string Origin { get; }

    /// <summary>The beginning of the key, enough to tell it from others. The names of Coinbase's keys all begin alike: of those what follows <c>apiKeys/</c>.</summary>
    public string KeyHint
    {
        get
        {
            var start = Key.LastIndexOf(KeyFolder, StringComparison.Ordinal);
            var own = start < 0 ? Key : Key[(start + KeyFolder.Length)..];
            return own.Length < ShortestHinted ? "…" : $"{(start < 0 ? "" : KeyFolder.TrimStart('/'))}{own[..HintLetters]}…";
        }
    }

    /// <summary>Refuses to be used for anything but what it is for.</summary>
    /// <exception cref="BadInputException">It is of another venue or environment.</exception>
    public void Ensure(string venue, VenueEnvironment environment)
    {
        if (Id.Venue != venue) throw new BadInputException($"the key {Id} is not used for {venue}");
        if (Id.Environment != environment) throw new BadInputException($"the key {Id} is bound to {Name(Id.Environment)} and is not used on {Name(environment)}");
    }

    /// <summary>What it is for, and the beginning of the key.</summary>
    public override string ToString() => $"{Id}, key {KeyHint}";

    private static string Name(VenueEnvironment environment) => environment.ToString().ToLowerInvariant();
}
