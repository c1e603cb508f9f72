using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>A WebSocket client that reads whole messages.</summary>
internal sealed class TestSocket(ClientWebSocket socket) : IAsyncDisposable
{
    private readonly byte[] buffer = new byte[1 << 20];

    public static async Task<TestSocket> OpenAsync(Uri address, string path)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{address.Authority}/{path}"), CancellationToken.None);
        return new TestSocket(socket);
    }

    public Task SendAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    public async Task<JsonElement> ReadAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var length = 0;
        WebSocketReceiveResult result;
        do
        {
            result = await socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), limit.Token);
            length += result.Count;
        }
        while (!result.EndOfMessage);
        using var document = JsonDocument.Parse(buffer.AsMemory(0, length));
        return document.RootElement.Clone();
    }

    /// <summary>Reads on until the other side closes.</summary>
    public async Task<WebSocketCloseStatus?> ReadCloseAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await socket.ReceiveAsync(new ArraySegment<byte>(buffer), limit.Token)).MessageType != WebSocketMessageType.Close)
        {
            // What came before.
        }
        return socket.CloseStatus;
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
