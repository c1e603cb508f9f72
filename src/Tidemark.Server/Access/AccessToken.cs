using System.Security.Cryptography;
using System.Text;

namespace Tidemark.Server.Access;

/// <summary>The secret that opens the API and the page. Its text form hides it, so that it cannot slip into a log.</summary>
public sealed class AccessToken
{
    public const int MinimumLength = 16;
    private const int MaximumLength = 512;
    private const int RandomBytes = 32;

    private readonly byte[] hash;

    private AccessToken(string secret)
    {
        Secret = secret;
        hash = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
    }

    /// <summary>The token itself, for the one who may see it.</summary>
    public string Secret { get; }

    /// <summary>A new random token of 256 bits, safe in an address.</summary>
    public static AccessToken Create() =>
        new(Convert.ToBase64String(RandomNumberGenerator.GetBytes(RandomBytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_'));

    /// <param name="secret">The token; blanks around it do not count.</param>
    /// <param name="source">Where it comes from, for the message: <c>TIDEMARK_TOKEN</c>.</param>
    /// <exception cref="BadInputException">It is too short to be a secret, too long, or has characters that do not fit into a header.</exception>
    public static AccessToken Parse(string secret, string source)
    {
        secret = secret.Trim();
        if (secret.Length < MinimumLength) throw new BadInputException($"{source}: a token has at least {MinimumLength} characters, this one has {secret.Length}");
        if (secret.Length > MaximumLength) throw new BadInputException($"{source}: a token has at most {MaximumLength} characters, this one has {secret.Length}");
        if (secret.Any(c => c is <= ' ' or > '~')) throw new BadInputException($"{source}: a token has only visible ASCII characters and no blanks");
        return new AccessToken(secret);
    }

    /// <summary>Whether a client showed this token; takes the same time wherever the two differ.</summary>
    public bool Matches(ReadOnlySpan<char> shown)
    {
        if (shown.Length > MaximumLength) return false;
        Span<byte> shownHash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> bytes = stackalloc byte[MaximumLength * 3];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(shown, bytes)], shownHash);
        return CryptographicOperations.FixedTimeEquals(shownHash, hash);
    }

    public override string ToString() => "***";
}
