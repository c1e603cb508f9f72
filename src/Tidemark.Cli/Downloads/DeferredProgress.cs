using Tidemark.Cli.CommandLine;

namespace Tidemark.Cli.Downloads;

/// <summary>A progress bar that begins when the amount of work is known.</summary>
internal sealed class DeferredProgress : IDisposable
{
    private ProgressBar? bar;

    public IProgress<long> Start(long total) => bar = CommandContext.StartProgress("downloading", total);

    public void Dispose()
    {
        bar?.Dispose();
        bar = null;
    }
}
