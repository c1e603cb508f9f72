using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Ports;

namespace Tidemark.Tests.Venues.Credentials;

/// <summary>Keys in files, plain and encrypted.</summary>
public sealed class CredentialStoreTests : IDisposable
{
    private const int FewIterations = 1_000;
    private const string Key = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zv";
    private const string Secret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-keys-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void PlainFile_WrittenAndRead_HoldsTheSame()
    {
        var store = new PlainCredentialFile(PathOf("keys.json"));
        Assert.False(store.Exists);
        Assert.Empty(store.Read());
        store.Write([Credential("kraken", VenueEnvironment.Live), Credential("binance", VenueEnvironment.Testnet, "a-1", "phrase")]);
        var read = store.Read();
        Assert.Equal(["binance testnet 'a-1'", "kraken live 'default'"], read.Select(c => c.Id.ToString()));
        Assert.Equal((Key, Secret, "phrase", store.Path), (read[0].Key, read[0].Secret, read[0].Passphrase, read[0].Origin));
        Assert.Null(read[1].Passphrase);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void Files_ThatOthersMayRead_AreRefused(UnixFileMode others)
    {
        if (OperatingSystem.IsWindows()) return;
        foreach (var store in new ICredentialStore[] { new PlainCredentialFile(PathOf("keys.json")), Encrypted("a password") })
        {
            store.Write([Credential()]);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(store.Path));
            File.SetUnixFileMode(store.Path, File.GetUnixFileMode(store.Path) | others);
            var refusal = Assert.Throws<BadInputException>(store.Read);
            Assert.Contains("chmod 600", refusal.Message, StringComparison.Ordinal);
            AssertSilent(refusal.Message);
        }
    }

    [Fact]
    public void EncryptedFile_WrittenAndRead_HoldsTheSameAndShowsNothing()
    {
        Encrypted("a password").Write([Credential("binance", VenueEnvironment.Testnet, "main", "phrase")]);
        var text = File.ReadAllText(PathOf("keys.enc"));
        AssertSilent(text);
        Assert.DoesNotContain("binance", text, StringComparison.Ordinal);
        var read = Assert.Single(Encrypted("a password").Read());
        Assert.Equal((Key, Secret, "phrase"), (read.Key, read.Secret, read.Passphrase));
        Assert.Contains("the password is wrong", Assert.Throws<BadInputException>(() => Encrypted("another password").Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EncryptedFile_WrittenTwice_HasOtherSaltAndNonce()
    {
        var store = Encrypted("a password");
        store.Write([Credential()]);
        var first = JsonNode.Parse(File.ReadAllText(store.Path))!;
        store.Write([Credential()]);
        var second = JsonNode.Parse(File.ReadAllText(store.Path))!;
        foreach (var field in new[] { "salt", "nonce", "data" }) Assert.NotEqual((string)first[field]!, (string)second[field]!);
    }

    [Fact]
    public void EncryptedFile_WithMoreIterationsThanUsual_IsReadWithItsOwn()
    {
        new EncryptedCredentialFile(PathOf("keys.enc"), _ => "a password", 1_234).Write([Credential()]);
        Assert.Single(Encrypted("a password").Read());
    }

    [Theory]
    [InlineData("iterations")]
    [InlineData("salt")]
    [InlineData("nonce")]
    [InlineData("tag")]
    [InlineData("data")]
    [InlineData("version")]
    [InlineData("cipher")]
    public void EncryptedFile_ChangedAnywhere_IsRefused(string field)
    {
        var store = Encrypted("a password");
        store.Write([Credential()]);
        var text = JsonNode.Parse(File.ReadAllText(store.Path))!;
        if (text[field]!.GetValueKind() == JsonValueKind.Number) text[field] = (int)text[field]! + 1;
        else text[field] = (((string)text[field]!)[0] == 'A' ? "B" : "A") + ((string)text[field]!)[1..];
        File.WriteAllText(store.Path, text.ToJsonString());
        AssertSilent(Assert.Throws<BadInputException>(Encrypted("a password").Read).Message);
    }

    [Fact]
    public void EncryptedFile_CutAnywhere_IsRefused()
    {
        var store = Encrypted("a password");
        store.Write([Credential()]);
        var whole = File.ReadAllBytes(store.Path);
        for (var length = 0; length < whole.Length - 1; length += 37)
        {
            File.WriteAllBytes(store.Path, whole[..length]);
            Assert.Throws<BadInputException>(Encrypted("a password").Read);
        }
    }

    [Fact]
    public void EncryptedFile_WithAShortPassword_IsNotMade()
    {
        Assert.Throws<BadInputException>(() => Encrypted("short").Write([Credential()]));
        Assert.False(File.Exists(PathOf("keys.enc")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":2,"credentials":[]}""")]
    [InlineData("""{"version":1,"credentials":[{"venue":"binance","environment":"live","key":"NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP"}]}""")]
    [InlineData("""{"version":1,"credentials":[{"venue":"binance","environment":"demo","key":"k","secret":"NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP"}]}""")]
    [InlineData("""{"version":1,"credentials":[{"venue":"binance","environment":"live","key":"a","secret":"NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP"},{"venue":"binance","environment":"live","key":"b","secret":"NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP"}]}""")]
    [InlineData("NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP")]
    public void PlainFile_OfSomethingElse_IsRefusedWithoutShowingIt(string text)
    {
        OwnerOnlyFile.Write(PathOf("keys.json"), Encoding.UTF8.GetBytes(text));
        var refusal = Assert.Throws<BadInputException>(new PlainCredentialFile(PathOf("keys.json")).Read);
        Assert.Contains("keys.json", refusal.Message, StringComparison.Ordinal);
        AssertSilent(refusal.ToString());
    }

    private static void AssertSilent(string text)
    {
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, text, StringComparison.Ordinal);
    }

    private static VenueCredential Credential(string venue = "binance", VenueEnvironment environment = VenueEnvironment.Live, string account = CredentialId.DefaultAccount, string? phrase = null) =>
        new(new CredentialId(venue, environment, account), Key, Secret, phrase, "a test");

    private EncryptedCredentialFile Encrypted(string password) => new(PathOf("keys.enc"), _ => password, FewIterations);

    private string PathOf(string name) => Path.Combine(folder.FullName, name);
}
