using System.Globalization;
using System.Runtime.InteropServices;

namespace Tidemark.Cli.CommandLine;

/// <summary>
/// Turns Ctrl-C, a polite request to end (SIGTERM) and the end of the terminal (SIGHUP) into a cancellation. The second Ctrl-C ends the process
/// at once. Under <c>nohup</c> the end of the terminal means nothing.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration interrupt;
    private readonly PosixSignalRegistration terminate;
    private readonly PosixSignalRegistration? hangUp;

    public Interruption()
    {
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        if (!IsHangUpIgnored()) hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal);
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
        hangUp?.Dispose();
        source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (source.IsCancellationRequested) return;
        context.Cancel = true;
        source.Cancel();
    }

    /// <summary>Whether the process was started so that it outlives its terminal; a registration would undo that.</summary>
    internal static bool IsHangUpIgnored()
    {
        const string Status = "/proc/self/status", Ignored = "SigIgn:";
        if (!OperatingSystem.IsLinux() || !File.Exists(Status)) return false;
        var line = File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Ignored, StringComparison.Ordinal));
        // The lowest bit is that of signal 1.
        return line is not null && ulong.TryParse(line.AsSpan(Ignored.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var signals) && (signals & 1) != 0;
    }
}
