using Microsoft.Extensions.Logging;
using Tidemark.Cli.Logging;
using Tidemark.Storage.Homes;

namespace Tidemark.Integration.Tests.Logging;

public sealed class SecretRedactorTests
{
    private const string Secret = "s3cr3t/Val+ue==";
    private const string OddSecret = "odd\"s3cr3t\\";

    [Theory]
    [InlineData("the link is http://localhost:8000/?token=" + Secret + "&x=1")]
    [InlineData("Authorization: Bearer " + Secret)]
    [InlineData("authorization = Basic " + Secret)]
    [InlineData("{\"apiKey\":\"" + Secret + "\"}")]
    [InlineData("{\\\"api_key\\\": \\\"" + Secret + "\\\"}")]
    [InlineData("X-MBX-APIKEY: " + Secret)]
    [InlineData("secret=" + Secret + ", next")]
    [InlineData("Password: '" + Secret + "'")]
    [InlineData("&signature=" + Secret)]
    [InlineData("TIDEMARK_TOKEN=" + Secret)]
    public void Clean_CredentialByName_IsMasked(string text)
    {
        var cleaned = new SecretRedactor().Clean(text);
        Assert.DoesNotContain("s3cr3t", cleaned, StringComparison.Ordinal);
        Assert.Contains("[secret]", cleaned, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bought 0.5 BTC/USDT at 43000, order 12ab of strategy ma-cross")]
    [InlineData("the basic tier takes 10 bps; 3 tokens are in the bucket")]
    [InlineData("the token was made and printed")]
    public void Clean_OrdinaryText_IsLeftAlone(string text) => Assert.Equal(text, new SecretRedactor().Clean(text));

    [Fact]
    public void Clean_SecretThatWasNamed_IsMaskedAnywhere()
    {
        var redactor = new SecretRedactor();
        redactor.Add(Secret);
        Assert.Equal("a [secret] b [secret]c", redactor.Clean($"a {Secret} b {Uri.EscapeDataString(Secret)}c"));
    }

    [Fact]
    public void Add_SecretInsideAnother_LeavesNothingOfEither()
    {
        var redactor = new SecretRedactor();
        redactor.Add("abcd");
        redactor.Add("xxabcdyy");
        Assert.Equal("[secret] [secret]", redactor.Clean("xxabcdyy abcd"));
    }

    [Fact]
    public void Log_OfASecretInMessageValueOrException_HoldsNoneOfIt()
    {
        var folder = Directory.CreateTempSubdirectory("tidemark-test-");
        try
        {
            foreach (var format in new ILogFormat[] { new TextLogFormat(), new JsonLogFormat() })
            {
                using var log = new TidemarkLog(new HomeFolder(folder.FullName), format, LogLevel.Debug, 1, TimeProvider.System);
                log.Redactor.Add(Secret);
                log.Redactor.Add(OddSecret);
                log.CreateLogger("Server").LogWarning("{Odd}", OddSecret);
                log.CreateLogger("Server").LogError(new InvalidOperationException($"refused {Secret}"), "sent {Value} with " + Secret, Secret);
            }
            var files = Directory.GetFiles(Path.Combine(folder.FullName, "logs"));
            Assert.Equal(2, files.Length);
            Assert.All(files, file => Assert.DoesNotContain("s3cr3t", File.ReadAllText(file), StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
