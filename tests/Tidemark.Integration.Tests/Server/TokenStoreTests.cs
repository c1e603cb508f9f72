using Tidemark.Server.Access;
using Tidemark.Storage.Homes;

namespace Tidemark.Integration.Tests.Server;

public sealed class TokenStoreTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-token-");

    private HomeFolder Home => new(Path.Combine(folder.FullName, "home"));

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Token_OfANewHome_IsMadeOnceForItsOwnerOnly()
    {
        var first = TokenStore.LoadOrCreate(Home);
        var second = TokenStore.LoadOrCreate(Home);
        Assert.Equal((TokenOrigin.New, TokenOrigin.Home), (first.Origin, second.Origin));
        Assert.Equal(first.Token.Secret, second.Token.Secret);
        Assert.True(first.Token.Secret.Length >= 43);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(TokenStore.FileOf(Home)));
        Assert.Single(Directory.GetFiles(Home.Path));
    }

    [Fact]
    public void TokenFile_ThatOthersCanRead_IsClosedToThem()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "file modes are of Unix");
        TokenStore.LoadOrCreate(Home);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(TokenStore.FileOf(Home), (UnixFileMode)0b110_100_100);
        TokenStore.LoadOrCreate(Home);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(TokenStore.FileOf(Home)));
    }

    [Fact]
    public void Replace_MakesAnotherToken()
    {
        var old = TokenStore.LoadOrCreate(Home).Token.Secret;
        var made = TokenStore.Replace(Home).Token.Secret;
        Assert.NotEqual(old, made);
        Assert.Equal(made, TokenStore.LoadOrCreate(Home).Token.Secret);
    }

    [Fact]
    public void Tokens_MadeByManyAtOnce_AreOne()
    {
        var secrets = new string[8];
        var makers = Enumerable.Range(0, secrets.Length).Select(index => new Thread(() => secrets[index] = TokenStore.LoadOrCreate(Home).Token.Secret)).ToList();
        makers.ForEach(maker => maker.Start());
        makers.ForEach(maker => maker.Join());
        Assert.Equal(TokenStore.LoadOrCreate(Home).Token.Secret, Assert.Single(secrets.Distinct()));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("has a blank in between it")]
    [InlineData("")]
    public void TokenFile_ThatHoldsNoToken_IsRefusedByName(string content)
    {
        Directory.CreateDirectory(Home.Path);
        File.WriteAllText(TokenStore.FileOf(Home), content);
        var failure = Assert.Throws<BadInputException>(() => TokenStore.LoadOrCreate(Home));
        Assert.StartsWith(TokenStore.FileOf(Home), failure.Message, StringComparison.Ordinal);
        Assert.Contains("--new", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_OfAToken_HidesIt() => Assert.Equal("***", AccessToken.Create().ToString());

    [Fact]
    public void Tokens_NeverRepeat() => Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => AccessToken.Create().Secret).Distinct().Count());
}
