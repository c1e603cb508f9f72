using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tidemark.Browser.Tests.Chromium;

/// <summary>The DevTools protocol over one WebSocket: commands with their answers, and events, each for a session (a page) or none.</summary>
internal sealed class DevTools : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> waiting = [];
    private readonly ConcurrentDictionary<string, Action<string, JsonElement>> listeners = [];
    private readonly SemaphoreSlim sending = new(1);
    private readonly CancellationTokenSource ending = new();
    private Task reading = Task.CompletedTask;
    private int lastId;

    public static async Task<DevTools> ConnectAsync(Uri address)
    {
        var tools = new DevTools();
        await tools.socket.ConnectAsync(address, CancellationToken.None);
        tools.reading = Task.Run(tools.ReadAsync);
        return tools;
    }

    /// <summary>Events of a session go to the listener, on the reader's thread.</summary>
    public void Listen(string session, Action<string, JsonElement> listener) => listeners[session] = listener;

    public async Task<JsonElement> SendAsync(string method, JsonObject? parameters = null, string? session = null)
    {
        var id = Interlocked.Increment(ref lastId);
        var answered = waiting[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session is not null) message["sessionId"] = session;
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            sending.Release();
        }
        var answer = await answered.Task.WaitAsync(Limit);
        if (answer.TryGetProperty("error", out var error)) throw new InvalidOperationException($"{method}: {error.GetProperty("message").GetString()}");
        return answer.GetProperty("result");
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await reading;
        socket.Dispose();
        ending.Dispose();
        sending.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (true)
            {
                using var message = new MemoryStream();
                WebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer, ending.Token);
                    if (part.MessageType == WebSocketMessageType.Close) return;
                    message.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);
                Take(JsonDocument.Parse(message.ToArray()).RootElement);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            foreach (var open in waiting.Values) open.TrySetException(new InvalidOperationException("the browser has gone", e));
        }
    }

    private void Take(JsonElement message)
    {
        if (message.TryGetProperty("id", out var id))
        {
            if (waiting.TryRemove(id.GetInt32(), out var answered)) answered.TrySetResult(message);
            return;
        }
        var session = message.TryGetProperty("sessionId", out var named) ? named.GetString()! : "";
        if (listeners.TryGetValue(session, out var listener)) listener(message.GetProperty("method").GetString()!, message.GetProperty("params"));
    }
}
