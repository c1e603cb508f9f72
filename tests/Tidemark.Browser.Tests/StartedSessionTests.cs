using System.Text.RegularExpressions;
using Tidemark.Browser.Tests.Chromium;
using Tidemark.Integration.Tests.Harness;

namespace Tidemark.Browser.Tests;

/// <summary>The whole program as a person meets it: the command, the printed link, the page.</summary>
public sealed partial class StartedSessionTests(BrowserFixture browser) : IDisposable
{
    private const string MinutesToFirstFill = """
        (async () => {
          const [status, fills] = await Promise.all(['status', 'fills?limit=500'].map(async path => (await fetch(`/api/v1/${path}`)).json()));
          return (Date.parse(fills.fills.at(-1).time) - Date.parse(status.startedAt)) / 60_000;
        })()
        """;

    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task Start_WithTheLinkOpened_ShowsItsFirstFillAndTakesAPause()
    {
        await using var page = await browser.OpenAsync();
        var process = home.Start("start", "--port", "0", "--speed", "120x");
        await process.WaitForText("SIMULATED");
        await page.GoAsync(new Uri(Link().Match(process.Output).Value));
        await page.WaitForTextAsync("#fills", "buy");
        await page.WaitUntilVisibleAsync("#simulated");
        var minutes = (await page.EvaluateAsync(MinutesToFirstFill)).GetDouble();
        // At the default speed a minute of the market takes a second.
        Assert.InRange(minutes, 0, 30);
        Assert.Contains("Trading BTC/USDT@synthetic", await page.TextAsync("#description"), StringComparison.Ordinal);
        await page.ClickAsync("#pause");
        await page.ClickAsync("#confirm-yes");
        await page.WaitForTextAsync("#status", "Paused");
        Assert.Empty(page.Errors);
        process.Interrupt();
        process.Finish().Succeeded();
        await page.WaitUntilVisibleAsync("#lost");
    }

    [GeneratedRegex(@"http://localhost:\d+/login\?token=\S+")]
    private static partial Regex Link();
}
