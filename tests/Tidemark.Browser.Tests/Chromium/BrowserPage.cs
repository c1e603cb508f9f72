using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tidemark.Browser.Tests.Chromium;

/// <summary>A page in a browser: goes somewhere, runs script, waits for conditions, and keeps what went wrong in it.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private const int LookAgainMilliseconds = 25;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly DevTools tools;
    private readonly string context;
    private readonly string session;
    private readonly ConcurrentQueue<string> errors = [];
    private readonly ConcurrentQueue<string> requests = [];

    private BrowserPage(DevTools tools, string context, string session)
    {
        this.tools = tools;
        this.context = context;
        this.session = session;
    }

    /// <summary>Exceptions, errors on the console, and loads that failed.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    /// <summary>Every address that the page asked for.</summary>
    public IReadOnlyCollection<string> Requests => requests;

    public static async Task<BrowserPage> OpenAsync(DevTools tools, int width, int height, bool isDark)
    {
        var context = (await tools.SendAsync("Target.createBrowserContext")).GetProperty("browserContextId").GetString()!;
        var target = (await tools.SendAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank", ["browserContextId"] = context })).GetProperty("targetId").GetString()!;
        var session = (await tools.SendAsync("Target.attachToTarget", new JsonObject { ["targetId"] = target, ["flatten"] = true })).GetProperty("sessionId").GetString()!;
        var page = new BrowserPage(tools, context, session);
        tools.Listen(session, page.Take);
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" }) await page.SendAsync($"{domain}.enable");
        await page.SendAsync("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 });
        var scheme = new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" };
        await page.SendAsync("Emulation.setEmulatedMedia", new JsonObject { ["features"] = new JsonArray(scheme) });
        return page;
    }

    public async Task GoAsync(Uri address)
    {
        var answer = await SendAsync("Page.navigate", new JsonObject { ["url"] = address.ToString() });
        if (answer.TryGetProperty("errorText", out var failure)) throw new InvalidOperationException($"{address}: {failure.GetString()}");
        await WaitForAsync("location.href !== 'about:blank' && document.readyState === 'complete'");
    }

    /// <summary>The value of an expression, or of the promise that it is.</summary>
    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        var answer = await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true });
        if (answer.TryGetProperty("exceptionDetails", out var failure)) throw new InvalidOperationException($"{expression}: {failure}");
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    public async Task<string> TextAsync(string selector) => (await EvaluateAsync($"document.querySelector({Quoted(selector)}).textContent.trim()")).GetString()!;

    public async Task<bool> IsTrueAsync(string expression) => (await EvaluateAsync($"Boolean({expression})")).GetBoolean();

    /// <summary>Waits until an expression is true.</summary>
    /// <exception cref="TimeoutException">It never was; the message holds the text of the page and what went wrong in it.</exception>
    public async Task WaitForAsync(string condition)
    {
        using var patience = new CancellationTokenSource(Limit);
        while (!await IsConditionMetAsync(condition))
        {
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"never true: {condition}\n{string.Join('\n', errors)}\n{await TextAsync("body")}");
            await Task.Delay(LookAgainMilliseconds);
        }
    }

    public Task WaitForTextAsync(string selector, string text) => WaitForAsync($"document.querySelector({Quoted(selector)})?.textContent.includes({Quoted(text)})");

    public Task WaitUntilVisibleAsync(string selector) => WaitForAsync($"document.querySelector({Quoted(selector)})?.checkVisibility()");

    /// <summary>Clicks where the middle of an element is, as a person does: something that covers it gets the click.</summary>
    public async Task ClickAsync(string selector)
    {
        await WaitUntilVisibleAsync(selector);
        var place = await EvaluateAsync($"(() => {{ const e = document.querySelector({Quoted(selector)}); e.scrollIntoView({{ block: 'center' }}); const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; }})()");
        foreach (var kind in new[] { "mousePressed", "mouseReleased" })
            await SendAsync("Input.dispatchMouseEvent", Mouse(kind, place[0].GetDouble(), place[1].GetDouble()));
    }

    /// <summary>Moves the pointer to a point of an element, in parts of its size.</summary>
    public async Task PointAtAsync(string selector, double partOfWidth, double partOfHeight)
    {
        var place = await EvaluateAsync($"(() => {{ const e = document.querySelector({Quoted(selector)}); e.scrollIntoView({{ block: 'center' }}); const r = e.getBoundingClientRect(); return [r.x, r.y, r.width, r.height]; }})()");
        await SendAsync("Input.dispatchMouseEvent",
            Mouse("mouseMoved", place[0].GetDouble() + partOfWidth * place[2].GetDouble(), place[1].GetDouble() + partOfHeight * place[3].GetDouble()));
    }

    public Task TypeAsync(string text) => SendAsync("Input.insertText", new JsonObject { ["text"] = text });

    public async ValueTask DisposeAsync() => await tools.SendAsync("Target.disposeBrowserContext", new JsonObject { ["browserContextId"] = context });

    private static JsonObject Mouse(string kind, double x, double y) =>
        new() { ["type"] = kind, ["x"] = x, ["y"] = y, ["button"] = kind == "mouseMoved" ? "none" : "left", ["clickCount"] = kind == "mouseMoved" ? 0 : 1 };

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    /// <summary>A page that is just being replaced has no script to ask.</summary>
    private async Task<bool> IsConditionMetAsync(string condition)
    {
        try
        {
            return await IsTrueAsync(condition);
        }
        catch (InvalidOperationException e) when (e.Message.Contains("context", StringComparison.Ordinal) || e.Message.Contains("navigated", StringComparison.Ordinal))
        {
            return false;
        }
    }

    private Task<JsonElement> SendAsync(string method, JsonObject? parameters = null) => tools.SendAsync(method, parameters, session);

    private void Take(string name, JsonElement content)
    {
        switch (name)
        {
            case "Runtime.exceptionThrown":
                errors.Enqueue(content.GetProperty("exceptionDetails").ToString());
                break;
            case "Runtime.consoleAPICalled" when content.GetProperty("type").GetString() is "error" or "warning" or "assert":
                errors.Enqueue(content.GetProperty("args").ToString());
                break;
            case "Log.entryAdded" when content.GetProperty("entry").GetProperty("level").GetString() is "error" or "warning":
                errors.Enqueue($"{content.GetProperty("entry").GetProperty("text").GetString()} {(content.GetProperty("entry").TryGetProperty("url", out var url) ? url.GetString() : "")}");
                break;
            case "Network.requestWillBeSent":
                requests.Enqueue(content.GetProperty("request").GetProperty("url").GetString()!);
                break;
        }
    }
}
