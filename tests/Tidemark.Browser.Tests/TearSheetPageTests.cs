using System.Globalization;
using System.Text;
using Tidemark.Browser.Tests.Chromium;
using Tidemark.Integration.Tests.Harness;

namespace Tidemark.Browser.Tests;

/// <summary>The report of a backtest as a person meets it: a file, opened without a server.</summary>
public sealed class TearSheetPageTests(BrowserFixture browser) : IDisposable
{
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task Report_PointerAndButtons_ShowWhatIsThere()
    {
        await using var page = await browser.OpenAsync();
        await page.GoAsync(MakeReport());
        await page.WaitForAsync("document.querySelectorAll('#equity-chart path').length >= 2");
        await page.PointAtAsync("#equity-chart svg", 0.5, 0.5);
        await page.WaitForTextAsync("#equity-chart .tip", "Strategy");
        Assert.True(await page.IsTrueAsync("getComputedStyle(document.querySelector('#equity-chart .tip')).visibility === 'visible'"));

        var linear = await page.EvaluateAsync("document.querySelector('#equity-chart path[fill=none]').getAttribute('d')");
        await page.ClickAsync("#log");
        Assert.NotEqual(linear.GetString(), (await page.EvaluateAsync("document.querySelector('#equity-chart path[fill=none]').getAttribute('d')")).GetString());

        await page.PointAtAsync("#candle-chart svg", 0.5, 0.5);
        await page.WaitForTextAsync("#candle-chart .tip", "close");
        await page.PointAtAsync("#histogram svg", 0.5, 0.5);
        await page.WaitForTextAsync("#histogram .tip", "periods");
        // Moved by part of a candle, the bars stay bars.
        await page.EvaluateAsync("candles.go(candles.view.from - 0.5, candles.view.to - 0.5)");
        await page.WaitForTextAsync("#candle-hint", "a candle is one 1h bar");
        await page.ClickAsync("#candle-tools button:first-of-type");
        await page.WaitForTextAsync("#candle-hint", "2024-01-01 to 2024-04-14 08:00");

        // The page reads what was packed: the strategy's bars, to the last digit that is shown.
        Assert.Equal(2505, (await page.EvaluateAsync("packed(sheet.data.instruments[0]).t.length")).GetInt32());
        Assert.InRange((await page.EvaluateAsync("packed(sheet.data.instruments[0]).c[2504]")).GetDouble() / CloseOf(2504), 1 - 2e-6, 1 + 2e-6);

        await page.ClickAsync("tr[data-trip]");
        await page.WaitForAsync("!document.querySelector('#candle-hint').textContent.startsWith('2024-01-01 to 2024-04-14')");
        await page.EvaluateAsync("(() => { const day = document.querySelector('#candle-tools input'); day.value = '2024-02-03'; day.dispatchEvent(new Event('change')); })()");
        await page.WaitForAsync("/2024-0[12]-[0-9]+.* to 2024-02-/.test(document.querySelector('#candle-hint').textContent)");
        foreach (var chart in (string[])["#sharpe-chart", "#volatility-chart", "#beta-chart", "#exposure-chart", "#turnover-chart", "#mae-chart", "#mfe-chart", "#weekday-chart", "#hour-chart"])
            Assert.True(await page.IsTrueAsync($"document.querySelectorAll('{chart} path, {chart} rect').length > 0"), chart);
        await page.PointAtAsync("#turnover-chart svg", 0.3, 0.5);
        await page.WaitForTextAsync("#turnover-chart .tip", "times equity");
        await page.ClickAsync("#theme");
        Assert.Equal("dark", (await page.EvaluateAsync("document.documentElement.dataset.theme")).GetString());
        Assert.Empty(page.Errors);
        // Data addresses are pictures of the browser's own controls.
        Assert.All(page.Requests, request => Assert.Matches("^(file|data):", request));
    }

    [Theory]
    [InlineData(1280, true)]
    [InlineData(1280, false)]
    [InlineData(390, true)]
    [InlineData(390, false)]
    public async Task Report_AnyWidthAndScheme_IsReadable(int width, bool isDark)
    {
        await using var page = await browser.OpenAsync(width, 900, isDark);
        await page.GoAsync(MakeReport());
        await page.WaitForAsync("document.querySelectorAll('#equity-chart path').length >= 2");
        Assert.Equal("", (await page.EvaluateAsync(PageChecks.PoorContrast)).GetString());
        Assert.Equal("", (await page.EvaluateAsync(PageChecks.Nameless)).GetString());
        Assert.True(await page.IsTrueAsync("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the window");
        Assert.Empty(page.Errors);
    }

    private static double CloseOf(int hour) => 100 + hour / 50.0 + 20 * Math.Sin(hour / 25.0) + 3 * Math.Sin(hour * 1.7);

    private Uri MakeReport()
    {
        var text = new StringBuilder("time_ms,open,high,low,close,volume\n");
        var price = 100.0;
        for (var hour = 0; hour < 2505; hour++)
        {
            var next = CloseOf(hour);
            text.Append(CultureInfo.InvariantCulture, $"{1704067200000 + hour * 3600000L},{price:R},{Math.Max(price, next) + 0.5:R},{Math.Min(price, next) - 0.5:R},{next:R},1000\n");
            price = next;
        }
        var bars = home.WriteFile("bars.csv", text.ToString());
        home.Run("backtest", "--bars", bars, "--interval", "1h", "--strategy", "ma-cross", "--param", "fast=5", "--param", "slow=20", "--html", "report.html").Succeeded();
        return new Uri(Path.Combine(home.Work, "report.html"));
    }
}
