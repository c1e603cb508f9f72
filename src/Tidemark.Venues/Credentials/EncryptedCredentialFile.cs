using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tidemark.Venues.Credentials;

/// <summary>
/// Credentials under a password: AES-256-GCM over the whole list, names included. Its key is PBKDF2 with HMAC-SHA-512 of the password; salt,
/// iterations and nonce stand in the file and are authenticated with it. Salt and nonce are new at every writing.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="password">Gives the password when it is needed; whether it is for a new file is passed to it.</param>
/// <param name="iterations">Of the derivation, for what is written; what is read says its own.</param>
public sealed class EncryptedCredentialFile(string path, Func<bool, string> password, int iterations = EncryptedCredentialFile.DefaultIterations) : ICredentialStore
{
    /// <summary>About half a second of one core.</summary>
    public const int DefaultIterations = 600_000;

    public const int ShortestPassword = 8;

    private const string Derivation = "pbkdf2-hmac-sha512";
    private const string Cipher = "aes-256-gcm";
    private const int MostIterations = 20_000_000;
    private const int KeyBytes = 32;
    private const int SaltBytes = 32;

    private string? known;

    public string Path => path;

    public bool Exists => File.Exists(path);

    /// <exception cref="BadInputException">The password is wrong, the file was changed or others can read it.</exception>
    public IReadOnlyList<VenueCredential> Read()
    {
        if (!Exists) return [];
        var (header, nonce, tag, data) = Parse(OwnerOnlyFile.Read(path));
        var text = new byte[data.Length];
        var key = DeriveKey(Password(isNew: false), header);
        try
        {
            using var cipher = new AesGcm(key, tag.Length);
            cipher.Decrypt(nonce, data, tag, text, header.Authenticated());
            return CredentialText.Read(text, path);
        }
        catch (AuthenticationTagMismatchException)
        {
            known = null;
            throw new BadInputException($"{path}: the password is wrong, or the file was changed");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(text);
        }
    }

    /// <exception cref="BadInputException">The password is too short.</exception>
    public void Write(IReadOnlyList<VenueCredential> credentials)
    {
        var secret = Password(isNew: !Exists);
        if (secret.Length < ShortestPassword) throw new BadInputException($"the password of the encrypted store has at least {ShortestPassword} letters");
        var header = new Header(CredentialText.Version, iterations, RandomNumberGenerator.GetBytes(SaltBytes));
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        var text = CredentialText.Write(credentials);
        var data = new byte[text.Length];
        var key = DeriveKey(secret, header);
        try
        {
            using var cipher = new AesGcm(key, tag.Length);
            cipher.Encrypt(nonce, text, data, tag, header.Authenticated());
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(text);
        }
        OwnerOnlyFile.Write(path, Format(header, nonce, tag, data));
    }

    private string Password(bool isNew) => known ??= password(isNew);

    private static byte[] DeriveKey(string secret, Header header) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(secret), header.Salt, header.Iterations, HashAlgorithmName.SHA512, KeyBytes);

    private static byte[] Format(Header header, byte[] nonce, byte[] tag, byte[] data)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", header.Version);
            writer.WriteString("derivation", Derivation);
            writer.WriteNumber("iterations", header.Iterations);
            writer.WriteBase64String("salt", header.Salt);
            writer.WriteString("cipher", Cipher);
            writer.WriteBase64String("nonce", nonce);
            writer.WriteBase64String("tag", tag);
            writer.WriteBase64String("data", data);
            writer.WriteEndObject();
        }
        return buffer.ToArray();
    }

    private (Header Header, byte[] Nonce, byte[] Tag, byte[] Data) Parse(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var root = document.RootElement;
            var version = root.GetProperty("version").GetInt32();
            if (version > CredentialText.Version) throw new BadInputException($"{path}: was written by a newer version of the program (format {version}, this one knows {CredentialText.Version})");
            var header = new Header(version, root.GetProperty("iterations").GetInt32(), root.GetProperty("salt").GetBytesFromBase64());
            var (nonce, tag) = (root.GetProperty("nonce").GetBytesFromBase64(), root.GetProperty("tag").GetBytesFromBase64());
            var isKnown = root.GetProperty("derivation").GetString() == Derivation && root.GetProperty("cipher").GetString() == Cipher
                && header.Iterations is > 0 and <= MostIterations && header.Salt.Length >= 8 && nonce.Length == AesGcm.NonceByteSizes.MaxSize && tag.Length == AesGcm.TagByteSizes.MaxSize;
            if (isKnown) return (header, nonce, tag, root.GetProperty("data").GetBytesFromBase64());
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // Told below.
        }
        throw new BadInputException($"{path}: is not an encrypted store of credentials, or is damaged");
    }

    private sealed record Header(int Version, int Iterations, byte[] Salt)
    {
        /// <summary>What may not be changed although it is not secret.</summary>
        public byte[] Authenticated() => Encoding.UTF8.GetBytes($"tidemark credentials {Version} {Derivation} {Iterations.ToString(System.Globalization.CultureInfo.InvariantCulture)} {Convert.ToBase64String(Salt)} {Cipher}");
    }
}
