using Tidemark.Browser.Tests.Chromium;
using Tidemark.Engine.Ports;
using Tidemark.Integration.Tests.Server;
using Tidemark.Server;
using Tidemark.Server.Access;

namespace Tidemark.Browser.Tests;

/// <summary>The part of the page about models.</summary>
public sealed class PredictionsPanelTests(BrowserFixture browser)
{
    [Fact]
    public async Task Panel_WithoutAModel_SaysSoAndShowsNothingElse()
    {
        await using var server = await ServerUnderTest.StartAsync();
        await using var page = await OpenAsync(server);
        await page.WaitForTextAsync("#predictions-none", "No model is asked: ma-cross trades without one");
        Assert.False(await page.IsTrueAsync("document.getElementById('predictions-some').checkVisibility()"));
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task Panel_OfAModel_ShowsWhatItSaidItsScoreAndWhoTookOver()
    {
        await using var server = await ServerUnderTest.StartAsync(Snapshots.Predicting());
        await using var page = await OpenAsync(server);
        await page.WaitForTextAsync("#predictions-title", "Predictions of turning, version 2");
        Assert.Contains("looks 5 min ahead; asked 120 times", await page.TextAsync("#predictions-about"), StringComparison.Ordinal);
        Assert.Equal("60.9 %", await page.TextAsync("#hits"));
        Assert.Equal("95 %: 41 % to 78 %; always the same side: 50.4 %", await page.TextAsync("#hits-note"));
        Assert.Equal("0.6800", await page.TextAsync("#loss"));
        Assert.Equal("Too early to say", await page.TextAsync("#verdict"));
        Assert.Contains("23 without overlap; 30 are the least to judge by", await page.TextAsync("#verdict-note"), StringComparison.Ordinal);
        Assert.Contains("2024-03-01 01:01", await page.TextAsync("#versions"), StringComparison.Ordinal);
        Assert.Contains("1 alarm of drift", await page.TextAsync("#changes"), StringComparison.Ordinal);
        Assert.Contains("<b>no samples</b>", await page.TextAsync("#changes"), StringComparison.Ordinal);
        Assert.Equal(30, (await page.EvaluateAsync("document.querySelectorAll('#said tbody tr').length")).GetInt32());
        Assert.Contains("outcome open until 2024-03-01 02:05", await page.TextAsync("#prediction-readout"), StringComparison.Ordinal);
        Assert.False(await page.IsTrueAsync("document.getElementById('model').checkVisibility() || document.getElementById('predicted').checkVisibility()"));
        await page.EvaluateAsync("document.getElementById('prediction-chart').scrollIntoView()");
        await page.PointAtAsync("#prediction-chart", 0.01, 0.5);
        await page.WaitForTextAsync("#prediction-readout", "version 1");
        Assert.Matches("^2024-03-01 00:0\\d  at [\\d,.]+  version 1: \\d\\d.\\d % rise, outcome [+−]\\d.\\d\\d %, (right|wrong) side$", await page.TextAsync("#prediction-readout"));
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task Panel_WhenTheModelChanges_FollowsByItself()
    {
        await using var server = await ServerUnderTest.StartAsync(Snapshots.Predicting() with { Predictions = [], PredictionCount = 0 });
        await using var page = await OpenAsync(server);
        await page.WaitForTextAsync("#said", "Not asked yet.");
        var next = Snapshots.Predicting(PredictionKind.Value);
        var clear = Snapshots.Score(300, 60, 120) with { Advantage = -2e-6, AdvantageError = 5e-7, Ranged = 300, Covered = 240 };
        server.Session.Show(_ => next with { Version = 30, ModelViews = [next.ModelViews[0] with { Version = "3", Score = clear }] });
        await page.WaitForTextAsync("#predictions-title", "version 3");
        await page.WaitForTextAsync("#verdict", "Worse than expecting no change");
        Assert.Equal("larger", await page.TextAsync("#loss"));
        Assert.Contains("80 % of outcomes between low and high", await page.TextAsync("#loss-note"), StringComparison.Ordinal);
        await page.WaitForTextAsync("#said", " to +");
        Assert.True((await page.EvaluateAsync("(() => { const c = document.getElementById('prediction-chart'); const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n; })()")).GetInt32() > 3_000);
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task Panel_OfTwoModels_LetsOneChoose()
    {
        var one = Snapshots.Predicting();
        var other = one.ModelViews[0] with { Name = "holding", Model = "holding", Version = "7", Kind = PredictionKind.TargetWeight };
        await using var server = await ServerUnderTest.StartAsync(one with { Models = ["turning@2", "holding@7"], ModelViews = [one.ModelViews[0], other] });
        await using var page = await OpenAsync(server);
        await page.WaitForTextAsync("#predictions-title", "Predictions of turning");
        await page.WaitForAsync("document.getElementById('model').checkVisibility()");
        await page.EvaluateAsync("(() => { const s = document.getElementById('model'); s.value = 'holding'; s.dispatchEvent(new Event('change')); })()");
        await page.WaitForTextAsync("#predictions-title", "Predictions of holding, version 7");
        await page.WaitForTextAsync("#said", "Not asked yet.");
        Assert.Contains("warming up", await page.TextAsync("#says-note"), StringComparison.Ordinal);
        Assert.Empty(page.Errors);
    }

    [Theory]
    [InlineData(360, true, PredictionKind.Value)]
    [InlineData(360, false, PredictionKind.Probability)]
    [InlineData(1280, true, PredictionKind.TargetWeight)]
    [InlineData(1920, false, PredictionKind.Value)]
    public async Task Panel_AtAnyWidthAndInBothSchemes_FitsAndIsLegible(int width, bool isDark, PredictionKind kind)
    {
        await using var server = await ServerUnderTest.StartAsync(Snapshots.Predicting(kind));
        await using var page = await browser.OpenAsync(width, 800, isDark);
        await page.GoAsync(LinkOf(server));
        await page.WaitForTextAsync("#said", "right");
        Assert.True(await page.IsTrueAsync("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the screen");
        Assert.Equal("", (await page.EvaluateAsync(PageChecks.PoorContrast)).GetString());
        Assert.Equal("", (await page.EvaluateAsync(PageChecks.Nameless)).GetString());
        Assert.Empty(page.Errors);
    }

    private async Task<BrowserPage> OpenAsync(ServerUnderTest server)
    {
        var page = await browser.OpenAsync();
        await page.GoAsync(LinkOf(server));
        return page;
    }

    private static Uri LinkOf(ServerUnderTest server) => new(TidemarkServer.LoginLink(server.Server.Address, AccessToken.Parse(ServerUnderTest.Secret, "test")));
}
