using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Tidemark.Integration.Tests.Harness;

/// <summary>A running command. Waiting is always for a condition; the limit only ends a test that would hang.</summary>
public sealed partial class TidemarkProcess : IDisposable
{
    private const int HangUpSignal = 1;
    private const int InterruptSignal = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();
    private readonly Lock gate = new();
    private readonly TaskCompletionSource outputEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource errorEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(Func<string, bool> Condition, TaskCompletionSource Met)> waiting = [];

    internal TidemarkProcess(Process process)
    {
        this.process = process;
        process.StandardInput.Close();
        process.OutputDataReceived += (_, line) => Add(output, line.Data, outputEnded);
        process.ErrorDataReceived += (_, line) => Add(error, line.Data, errorEnded);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>Everything printed so far on standard output.</summary>
    public string Output { get { lock (gate) return output.ToString(); } }

    /// <summary>Everything printed so far on standard error.</summary>
    public string Error { get { lock (gate) return error.ToString(); } }

    /// <summary>Waits until what was printed on both streams satisfies a condition.</summary>
    /// <exception cref="TimeoutException">It did not; the message holds what was printed.</exception>
    public async Task WaitForText(Func<string, bool> condition)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (condition(Text())) return;
            waiting.Add((condition, met));
        }
        var ended = Task.WhenAll(outputEnded.Task, errorEnded.Task);
        var first = await Task.WhenAny(met.Task, ended, Task.Delay(Limit));
        if (first == met.Task || (first == ended && condition(Text()))) return;
        throw new TimeoutException($"the text did not come; {(first == ended ? "the process ended" : "the process runs")} after printing:\n{Text()}");
    }

    public Task WaitForText(string text) => WaitForText(all => all.Contains(text, StringComparison.Ordinal));

    /// <summary>What Ctrl-C does.</summary>
    public void Interrupt() => Assert.Equal(0, Kill(process.Id, InterruptSignal));

    /// <summary>What closing its terminal does.</summary>
    public void HangUp() => Assert.Equal(0, Kill(process.Id, HangUpSignal));

    /// <summary>Ends the process as a crash of the machine would: without a chance to tidy up.</summary>
    public void Kill()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit(Limit);
    }

    /// <summary>Waits for the end.</summary>
    public TidemarkResult Finish()
    {
        if (!process.WaitForExit(Limit))
        {
            Kill();
            throw new TimeoutException($"the command did not end; it printed:\n{Text()}");
        }
        Task.WaitAll([outputEnded.Task, errorEnded.Task], Limit);
        return new TidemarkResult(process.ExitCode, Output, Error);
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
    }

    private void Add(StringBuilder text, string? line, TaskCompletionSource ended)
    {
        if (line is null)
        {
            ended.TrySetResult();
            return;
        }
        lock (gate)
        {
            text.Append(line).Append('\n');
            var all = Text();
            foreach (var (condition, met) in waiting)
                if (condition(all)) met.TrySetResult();
        }
    }

    private string Text()
    {
        lock (gate) return $"{output}{error}";
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
