using Tidemark.Browser.Tests.Chromium;
using Tidemark.Engine.Events;
using Tidemark.Integration.Tests.Server;
using Tidemark.Node.Sessions;
using Tidemark.Server;
using Tidemark.Server.Access;

namespace Tidemark.Browser.Tests;

public sealed class SessionPageTests(BrowserFixture browser)
{
    [Fact]
    public async Task LoginLink_LeadsToThePageWithoutTheTokenInTheAddress()
    {
        await using var server = await ServerUnderTest.StartAsync();
        await using var page = await OpenAsync(server);
        Assert.Equal(server.Server.Address.ToString(), (await page.EvaluateAsync("location.href")).GetString());
        Assert.Equal("", (await page.EvaluateAsync("document.cookie")).GetString());
        await page.WaitForTextAsync("#equity", "101,234.50");
        AssertQuiet(page, server);
    }

    [Fact]
    public async Task Page_OfASimulatedSession_SaysSoUnmistakably()
    {
        await using var server = await ServerUnderTest.StartAsync();
        await using var page = await OpenAsync(server);
        await page.WaitUntilVisibleAsync("#simulated");
        Assert.StartsWith("SIMULATED", await page.TextAsync("#simulated"), StringComparison.Ordinal);
        Assert.Contains("generated market (seed 7), 60× real time", await page.TextAsync("#simulated"), StringComparison.Ordinal);
        Assert.StartsWith("SIMULATED", (await page.EvaluateAsync("document.title")).GetString(), StringComparison.Ordinal);
        await page.EvaluateAsync("window.scrollTo(0, document.body.scrollHeight)");
        Assert.True(await page.IsTrueAsync("(() => { const r = document.getElementById('simulated').getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight && r.height > 15; })()"));
        AssertQuiet(page, server);
    }

    [Fact]
    public async Task Page_OfARealMarket_DoesNotSaySimulated()
    {
        await using var server = await ServerUnderTest.StartAsync(Snapshots.Trading() with { IsSimulated = false, Speed = 1, PriceSource = "binance" });
        await using var page = await OpenAsync(server);
        await page.WaitForTextAsync("#equity", "101,234.50");
        Assert.False(await page.IsTrueAsync("document.getElementById('simulated').checkVisibility()"));
        Assert.DoesNotContain("SIMULATED", (await page.EvaluateAsync("document.title")).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Indicator_AskedFor_IsDrawnOverOrBelowTheCandles()
    {
        await using var server = await ServerUnderTest.StartAsync();
        await using var page = await OpenAsync(server);
        await page.WaitForTextAsync("#fills", "60,000.50");
        const string Draw = "document.getElementById('indicator').value = '{0}'; document.getElementById('indicator-form').requestSubmit()";
        await page.EvaluateAsync(Draw.Replace("{0}", "bbands(5)", StringComparison.Ordinal));
        await page.WaitForTextAsync("#indicator-readout", "upper 6");
        Assert.False(await page.IsTrueAsync("document.getElementById('indicator-chart').checkVisibility()"));
        await page.EvaluateAsync(Draw.Replace("{0}", "rsi(3)", StringComparison.Ordinal));
        await page.WaitForTextAsync("#indicator-readout", "rsi(");
        Assert.True(await page.IsTrueAsync("document.getElementById('indicator-chart').checkVisibility()"));
        await page.EvaluateAsync(Draw.Replace("{0}", "rsii(3)", StringComparison.Ordinal));
        await page.WaitForTextAsync("#indicator-readout", "did you mean");
    }

    [Fact]
    public async Task Page_SaysWhatTheSessionDoesAndHas()
    {
        await using var server = await ServerUnderTest.StartAsync();
        await using var page = await OpenAsync(server);
        await page.WaitForTextAsync("#fills", "60,000.50");
        Assert.Equal(server.Session.Current.Description, await page.TextAsync("#description"));
        Assert.Equal("▲ +1,234.50 USDT (+1.23 %)", await page.TextAsync("#pnl"));
        Assert.Equal("long 0.5 BTC", await page.TextAsync("#position"));
        Assert.Equal("1 won after fees", await page.TextAsync("#trips-note"));
        Assert.Equal(3, (await page.EvaluateAsync("document.querySelectorAll('#fills tbody tr').length")).GetInt32());
        Assert.Equal(4, (await page.EvaluateAsync("document.querySelectorAll('#orders tbody tr').length")).GetInt32());
        Assert.Contains("denied: insufficient funds", await page.TextAsync("#orders"), StringComparison.Ordinal);
        Assert.Contains("70,000.25", await page.TextAsync("#balances"), StringComparison.Ordinal);
        Assert.Contains("fast 10, slow 30", await page.TextAsync("#about"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WhenTheSessionChanges_UpdatesByItself()
    {
        await using var server = await ServerUnderTest.StartAsync(Snapshots.Fresh());
        await using var page = await OpenAsync(server);
        await page.WaitForTextAsync("#fills", "No fills yet.");
        Assert.Equal("Flat", await page.TextAsync("#position"));
        server.Session.Show(_ => Snapshots.Trading() with { Version = 20, Equity = 98_765.4, Status = SessionStatus.Paused });
        await page.WaitForTextAsync("#equity", "98,765.40");
        await page.WaitForTextAsync("#fills", "60,000.50");
        await page.WaitForTextAsync("#position", "long 0.5 BTC");
        Assert.Equal("Paused", await page.TextAsync("#status"));
        Assert.Equal("▼ −1,234.60 USDT (−1.23 %)", await page.TextAsync("#pnl"));
        Assert.Equal(3, (await page.EvaluateAsync("document.querySelectorAll('#fills tr.fresh').length")).GetInt32());
        AssertQuiet(page, server);
    }

    [Fact]
    public async Task Charts_ShowBarsFillsAndEquity_AndTellWhatThePointerIsOver()
    {
        await using var server = await ServerUnderTest.StartAsync();
        await using var page = await OpenAsync(server);
        await page.WaitForTextAsync("#price-readout", "2024-03-01 01:59");
        foreach (var chart in new[] { "price-chart", "equity-chart" })
            Assert.True((await InkAsync(page, chart)) > 500, $"{chart} is empty");
        Assert.Contains("3 fills marked", (await page.EvaluateAsync("document.getElementById('price-chart').getAttribute('aria-label')")).GetString(), StringComparison.Ordinal);
        await page.PointAtAsync("#price-chart", 0.2, 0.5);
        await page.WaitForAsync("!document.getElementById('price-readout').textContent.startsWith('2024-03-01 01:59')");
        Assert.Matches(@"^2024-03-01 \d\d:\d\d  O [\d,.]+  H [\d,.]+  L [\d,.]+  C [\d,.]+", await page.TextAsync("#price-readout"));
        await page.PointAtAsync("#equity-chart", 0.0, 0.5);
        await page.WaitForTextAsync("#equity-readout", "2024-03-01 00:01  100,000.00 USDT");
        AssertQuiet(page, server);
    }

    [Fact]
    public async Task Pause_AfterConfirmation_ReachesTheSession()
    {
        await using var server = await ServerUnderTest.StartAsync();
        await using var page = await OpenAsync(server);
        await page.WaitForAsync("!document.getElementById('pause').disabled");
        await page.ClickAsync("#pause");
        await page.ClickAsync("#confirm button[value=no]");
        await page.WaitForAsync("!document.getElementById('confirm').open");
        Assert.Empty(server.Session.Asked);
        await page.ClickAsync("#pause");
        await page.ClickAsync("#confirm-yes");
        await page.WaitForTextAsync("#message", "asked to pause");
        Assert.Equal(EngineCommandKind.Pause, Assert.Single(server.Session.Asked).Command);
        server.Session.Show(s => s with { Status = SessionStatus.Paused });
        await page.WaitForTextAsync("#pause", "Resume");
        AssertQuiet(page, server);
    }

    [Fact]
    public async Task Flatten_SaysWhatItCloses_AndIsOffWhenThereIsNothing()
    {
        await using var server = await ServerUnderTest.StartAsync();
        await using var page = await OpenAsync(server);
        await page.WaitForAsync("!document.getElementById('flatten').disabled");
        await page.ClickAsync("#flatten");
        await page.WaitForTextAsync("#confirm-text", "cancels 1 working order and closes 1 position at the market (simulated)");
        await page.ClickAsync("#confirm-yes");
        await page.WaitForTextAsync("#message", "asked to flatten");
        Assert.Equal(EngineCommandKind.Flatten, Assert.Single(server.Session.Asked).Command);
        server.Session.Show(s => s with { Positions = [], Orders = [] });
        await page.WaitForAsync("document.getElementById('flatten').disabled");
    }

    [Fact]
    public async Task Page_WhenTheServerGoesAwayAndComesBack_SaysSoBothTimes()
    {
        var server = await ServerUnderTest.StartAsync();
        await using var page = await OpenAsync(server);
        await page.WaitForTextAsync("#connection", "live");
        await server.DisposeAsync();
        await page.WaitUntilVisibleAsync("#lost");
        Assert.Contains("is old", await page.TextAsync("#lost"), StringComparison.Ordinal);
        Assert.True(await page.IsTrueAsync("document.getElementById('pause').disabled"));
        var port = server.Server.Port;
        await using var again = await ServerUnderTest.StartAsync(Snapshots.Trading() with { Equity = 55_555 }, o => o with { Port = port });
        await page.WaitForTextAsync("#equity", "55,555.00");
        await page.WaitForAsync("!document.getElementById('lost').checkVisibility()");
        Assert.Equal("live", await page.TextAsync("#connection"));
    }

    [Fact]
    public async Task Page_WhenTheTokenWasReplaced_AsksToLogInAgain()
    {
        var server = await ServerUnderTest.StartAsync();
        await using var page = await OpenAsync(server);
        await page.WaitForTextAsync("#connection", "live");
        await server.DisposeAsync();
        var port = server.Server.Port;
        await using var again = await ServerUnderTest.StartAsync(change: o => o with { Port = port, Token = AccessToken.Create() });
        await page.WaitForTextAsync("#lost", "no longer logged in");
    }

    [Fact]
    public async Task Problem_OfAFailedSession_IsShownAsText()
    {
        const string hostile = "<img src=x onerror=alert(1)> broke";
        await using var server = await ServerUnderTest.StartAsync(Snapshots.Trading() with { Status = SessionStatus.Failed, Problem = hostile, Description = hostile });
        await using var page = await OpenAsync(server);
        await page.WaitForTextAsync("#problem", hostile);
        Assert.Equal(hostile, await page.TextAsync("#description"));
        Assert.True(await page.IsTrueAsync("document.querySelectorAll('img').length === 0 && document.getElementById('pause').disabled"));
        AssertQuiet(page, server);
    }

    [Theory]
    [InlineData(360, true)]
    [InlineData(360, false)]
    [InlineData(768, false)]
    [InlineData(1920, true)]
    public async Task Page_AtAnyWidthAndInBothSchemes_FitsAndIsLegible(int width, bool isDark)
    {
        await using var server = await ServerUnderTest.StartAsync();
        await using var page = await browser.OpenAsync(width, 800, isDark);
        await page.GoAsync(LinkOf(server));
        await page.WaitForTextAsync("#fills", "60,000.50");
        Assert.True(await page.IsTrueAsync("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the screen");
        Assert.Equal(isDark, await page.IsTrueAsync("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).every(part => part < 60)"));
        Assert.Equal("", (await page.EvaluateAsync(PageChecks.PoorContrast)).GetString());
        Assert.Equal("", (await page.EvaluateAsync(PageChecks.Nameless)).GetString());
        if (width < 600) Assert.True(await page.IsTrueAsync("document.getElementById('pause').getBoundingClientRect().height >= 40"), "the buttons are too small for a finger");
        AssertQuiet(page, server);
    }

    private async Task<BrowserPage> OpenAsync(ServerUnderTest server)
    {
        var page = await browser.OpenAsync();
        await page.GoAsync(LinkOf(server));
        return page;
    }

    private static Uri LinkOf(ServerUnderTest server) => new(TidemarkServer.LoginLink(server.Server.Address, AccessToken.Parse(ServerUnderTest.Secret, "test")));

    /// <summary>How many points of a chart are drawn.</summary>
    private static async Task<int> InkAsync(BrowserPage page, string canvas) => (await page.EvaluateAsync(
        $"(() => {{ const c = document.getElementById('{canvas}'); const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n; }})()")).GetInt32();

    /// <summary>Nothing went wrong in the page, and it asked no one but its own server.</summary>
    private static void AssertQuiet(BrowserPage page, ServerUnderTest server)
    {
        Assert.Empty(page.Errors);
        Assert.NotEmpty(page.Requests);
        Assert.All(page.Requests, request => Assert.True(request.StartsWith(server.Server.Address.ToString(), StringComparison.Ordinal) || request.StartsWith("data:", StringComparison.Ordinal), request));
    }
}
