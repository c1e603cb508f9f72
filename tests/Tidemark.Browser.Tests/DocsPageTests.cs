using Tidemark.Browser.Tests.Chromium;
using Tidemark.Integration.Tests.Server;

namespace Tidemark.Browser.Tests;

public sealed class DocsPageTests(BrowserFixture browser)
{
    [Fact]
    public async Task Docs_ListEveryRoute_AndTryThemWithAToken()
    {
        await using var server = await ServerUnderTest.StartAsync();
        await using var page = await browser.OpenAsync();
        await page.GoAsync(new Uri(server.Server.Address, "/docs"));
        await page.WaitForAsync("document.querySelectorAll('details').length > 0");
        Assert.Equal(server.Server.MappedRoutes.Count(), (await page.EvaluateAsync("document.querySelectorAll('details').length")).GetInt32());

        await page.ClickAsync("#token");
        await page.TypeAsync(ServerUnderTest.Secret);
        await page.ClickAsync("#getStatus summary");
        await page.ClickAsync("#getStatus button");
        await page.WaitForTextAsync("#getStatus .answer", "200 OK");
        Assert.Contains("\"equity\": 101234.5", await page.TextAsync("#getStatus"), StringComparison.Ordinal);

        await page.ClickAsync("#postCommand summary");
        await page.ClickAsync("#postCommand button");
        await page.WaitForTextAsync("#postCommand .answer", "202 Accepted");
        Assert.Single(server.Session.Asked);

        await page.ClickAsync("#getEvents summary");
        await page.ClickAsync("#getEvents button");
        await page.WaitForTextAsync("#getEvents", "the stream goes on");
        Assert.Equal("", (await page.EvaluateAsync(PageChecks.PoorContrast)).GetString());
        Assert.Equal("", (await page.EvaluateAsync(PageChecks.Nameless)).GetString());
        Assert.Empty(page.Errors);
        Assert.All(page.Requests, request => Assert.StartsWith(server.Server.Address.ToString(), request.Replace("data:,", server.Server.Address.ToString(), StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LoginForm_TakesTheTokenAndNoOther(bool isDark)
    {
        await using var server = await ServerUnderTest.StartAsync();
        await using var page = await browser.OpenAsync(isDark: isDark);
        await page.GoAsync(server.Server.Address);
        Assert.Equal("", (await page.EvaluateAsync(PageChecks.PoorContrast)).GetString());
        Assert.Equal("", (await page.EvaluateAsync(PageChecks.Nameless)).GetString());
        await page.ClickAsync("#token");
        await page.TypeAsync("not-the-token-of-this-server");
        await page.ClickAsync("button");
        await page.WaitForTextAsync(".message", "not the one of this server");
        await page.ClickAsync("#token");
        await page.TypeAsync(ServerUnderTest.Secret);
        await page.ClickAsync("button");
        await page.WaitForTextAsync("#equity", "101,234.50");
        Assert.Equal(server.Server.Address.ToString(), (await page.EvaluateAsync("location.href")).GetString());
    }
}
