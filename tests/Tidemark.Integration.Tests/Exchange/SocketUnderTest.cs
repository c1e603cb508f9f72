using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>A client's WebSocket that reads JSON messages.</summary>
internal sealed class SocketUnderTest : IAsyncDisposable
{
    private readonly byte[] buffer = new byte[1 << 20];
    private readonly ClientWebSocket socket = new();

    private SocketUnderTest()
    {
    }

    public static async Task<SocketUnderTest> OpenAsync(ExchangeUnderTest exchange, string path)
    {
        var opened = new SocketUnderTest();
        await opened.socket.ConnectAsync(new Uri($"ws://{exchange.Server.Address.Authority}/{path}"), CancellationToken.None);
        return opened;
    }

    public Task SendAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    /// <returns>Null when the other side has ended, with or without a word.</returns>
    public async Task<JsonElement?> TryReadAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var length = 0;
        WebSocketReceiveResult result;
        try
        {
            do
            {
                result = await socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), limit.Token);
                length += result.Count;
            }
            while (!result.EndOfMessage);
        }
        catch (WebSocketException)
        {
            return null;
        }
        if (result.MessageType == WebSocketMessageType.Close) return null;
        using var document = JsonDocument.Parse(buffer.AsMemory(0, length));
        return document.RootElement.Clone();
    }

    public async Task<JsonElement> ReadAsync()
    {
        var message = await TryReadAsync();
        Assert.True(message is not null, "the socket has ended");
        return message.Value;
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
