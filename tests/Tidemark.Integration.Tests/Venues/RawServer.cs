using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tidemark.Integration.Tests.Venues;

/// <summary>A server that does with each connection what the test says, byte by byte.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly Func<RawServer, NetworkStream, Task> serve;
    private readonly Task running;
    private int requests;

    public RawServer(Func<RawServer, NetworkStream, Task> serve)
    {
        this.serve = serve;
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        running = RunAsync();
    }

    public Uri Address { get; }

    /// <summary>How many requests have been read whole.</summary>
    public int Requests => Volatile.Read(ref requests);

    public CancellationToken Ending => ending.Token;

    /// <summary>Reads one request to the end of its head. Returns the head; empty at the end of the connection.</summary>
    public async Task<string> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, ending.Token) == 0) return "";
            text.Append((char)one[0]);
        }
        Interlocked.Increment(ref requests);
        return text.ToString();
    }

    public static Task AnswerAsync(NetworkStream stream, string status, string body, string headers = "") =>
        stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n{headers}\r\n{body}")).AsTask();

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ending.Dispose();
    }

    private async Task RunAsync()
    {
        List<Task> all = [];
        try
        {
            while (true) all.Add(ServeAsync(await listener.AcceptTcpClientAsync(ending.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(all);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await serve(this, client.GetStream());
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The client, or the test, ended first.
            }
        }
    }
}
