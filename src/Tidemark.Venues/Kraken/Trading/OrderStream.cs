using System.Text.Json;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Sockets;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Kraken.Trading;

/// <summary>
/// The events of our orders on a connection of their own, opened with a token that is asked for each time. Messages are numbered: a gap, or an
/// event that cannot be read, ends the connection, so that what is missing is asked for.
/// </summary>
internal sealed class OrderStream : IOrderStream, ISocketHandler
{
    private const string Channel = "executions";
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);
    private readonly KrakenOptions options;
    private readonly KrakenPrivate access;
    private readonly ExecutionEvents events;
    private readonly IOrderListener listener;
    private readonly VenueClock clock;
    private readonly ReconnectingSocket socket;
    private readonly FreshnessWatch watch;
    private readonly int wholeConnection;
    private readonly Lock gate = new();
    private string token = "";
    private long sequence;
    private TaskCompletionSource<string?>? answered;

    public OrderStream(KrakenOptions options, KrakenPrivate access, ExecutionEvents events, IOrderListener listener, VenueClock clock)
    {
        (this.options, this.access, this.events, this.listener, this.clock) = (options, access, events, listener, clock);
        watch = new FreshnessWatch(clock, (_, _) => socket!.Drop("the connection is silent"), _ => { });
        wholeConnection = watch.Add(options.LongestSilence);
        socket = new ReconnectingSocket(this, clock, options.Sockets);
        socket.Start();
    }

    public bool IsConnected => socket.IsOpen;

    public void Reconnect() => socket.Drop("asked to");

    public async ValueTask<Uri> LocateAsync(CancellationToken cancellation)
    {
        // Asking twice gives two tokens, which is no harm.
        var answer = await access.ReadAsync("/0/private/GetWebSocketsToken", new FormText(), 1, (result, _) => result.Text("token"), cancellation).ConfigureAwait(false);
        token = answer.TryGet(out var given, out var error) ? given : throw new IOException(error.ToString());
        return options.Endpoints.Private;
    }

    public async ValueTask OnOpenedAsync(SocketSession session, CancellationToken cancellation)
    {
        var waiting = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate) (answered, sequence) = (waiting, 0);
        await session.SendAsync($$$"""{"method":"subscribe","params":{"channel":"{{{Channel}}}","token":"{{{JsonEncodedText.Encode(token)}}}","snap_orders":true,"snap_trades":true},"req_id":1}""", cancellation).ConfigureAwait(false);
        string? refusal;
        try
        {
            refusal = await waiting.Task.WaitAsync(AnswerTimeout, clock.Provider, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            refusal = "no answer in time";
        }
        if (refusal is not null) throw new IOException($"{Channel}: {refusal}");
        watch.Resume();
        lock (gate) listener.OnConnected(session.Generation);
    }

    public void OnMessage(SocketSession session, ReadOnlySpan<byte> message, Instant receivedAt)
    {
        watch.Heard(wholeConnection);
        try
        {
            using var document = JsonDocument.Parse(message.ToArray());
            var root = document.RootElement;
            if (root.TextOrEmpty("channel") == Channel) TakeEvents(session, root);
            else if (root.TextOrEmpty("method") == "subscribe") TakeAnswer(root);
        }
        catch (Exception e) when (JsonFields.IsFault(e))
        {
            lock (gate) listener.OnProblem($"an event could not be read: {e.Message.ReplaceLineEndings(" ")}");
            session.Drop("an event could not be read");
        }
    }

    public void OnLost(int generation, string reason)
    {
        watch.Pause();
        lock (gate) listener.OnDisconnected(reason);
    }

    public async ValueTask DisposeAsync()
    {
        await socket.DisposeAsync().ConfigureAwait(false);
        await watch.DisposeAsync().ConfigureAwait(false);
    }

    private void TakeEvents(SocketSession session, JsonElement root)
    {
        lock (gate)
        {
            var number = root.WholeOrNull("sequence") ?? sequence + 1;
            // Told before.
            if (sequence > 0 && number <= sequence) return;
            if (sequence > 0 && number > sequence + 1) session.Drop($"messages {sequence + 1} to {number - 1} of {Channel} are missing");
            sequence = number;
            events.Take(root.GetProperty("data"));
        }
    }

    private void TakeAnswer(JsonElement root)
    {
        var error = root.Flag("success") ? null : root.TextOrEmpty("error") is { Length: > 0 } text ? text : "refused";
        lock (gate) answered?.TrySetResult(error);
    }
}
