using Tidemark.Venues.Sockets;
using Tidemark.Venues.Timing;

namespace Tidemark.Tests.Venues;

public sealed class ReconnectingSocketTests
{
    [Fact]
    public async Task ListenerThatThrows_IsNotTheEndOfAllConnections()
    {
        var (time, handler) = (new ManualTime(), new Faulty());
        await using var socket = new ReconnectingSocket(handler, new VenueClock(time));
        socket.Start();
        await Pump.UntilAsync(time, () => handler.Attempts >= 3, "it connects again and again");
    }

    private sealed class Faulty : ISocketHandler
    {
        private int attempts;

        public int Attempts => Volatile.Read(ref attempts);

        public ValueTask<Uri> LocateAsync(CancellationToken cancellation)
        {
            Interlocked.Increment(ref attempts);
            throw new IOException("nowhere");
        }

        public ValueTask OnOpenedAsync(SocketSession session, CancellationToken cancellation) => ValueTask.CompletedTask;

        public void OnMessage(SocketSession session, ReadOnlySpan<byte> message, Instant receivedAt) { }

        public void OnLost(int generation, string reason) => throw new IOException("the log is full");
    }
}
