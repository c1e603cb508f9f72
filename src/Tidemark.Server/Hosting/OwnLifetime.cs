using Microsoft.Extensions.Hosting;

namespace Tidemark.Server.Hosting;

/// <summary>Leaves Ctrl-C to the program that runs the server.</summary>
internal sealed class OwnLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
