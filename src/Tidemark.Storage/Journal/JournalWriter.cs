using System.Security.Cryptography;
using Tidemark.Engine.Ports;
using Tidemark.Storage.Locking;

namespace Tidemark.Storage.Journal;

/// <summary>
/// Appends records to a journal. <see cref="Append"/> returns at once; a thread of its own writes and flushes whatever has gathered
/// while it flushed before (group commit). After a failed write every further call throws: nobody goes on without a journal.
/// One writer per journal; its members may be called from several threads.
/// </summary>
public sealed class JournalWriter : IJournal, IDisposable
{
    private const string LockName = "writer";

    /// <summary>Outlasts the moment in which a reader looks whether the lock is held.</summary>
    private static readonly TimeSpan LockPatience = TimeSpan.FromMilliseconds(100);

    private readonly object gate = new();
    private readonly JournalOptions options;
    private readonly ProcessLock processLock;
    private readonly HashChain chain;
    private readonly SegmentSink sink;
    private readonly AnchorKeeper anchor;
    private readonly Thread thread;
    private CommitGroup gathering = new();
    private CommitGroup writing = new();
    private long last;
    private long durable;
    private bool isIdle;
    private bool isClosing;
    private Exception? failure;

    private JournalWriter(JournalFolder folder, JournalPosition position, JournalOptions options, ProcessLock processLock, SegmentSink sink)
    {
        Folder = folder;
        Id = position.JournalId;
        Repair = position.Repair;
        this.options = options;
        this.processLock = processLock;
        this.sink = sink;
        last = durable = position.Last.Value;
        chain = new HashChain(position.Hash);
        anchor = new AnchorKeeper(folder, Id, options.AnchorInterval);
        anchor.Save(durable, chain.Current);
        thread = new Thread(Run) { Name = $"journal {folder.Name}", IsBackground = true };
        thread.Start();
    }

    public JournalFolder Folder { get; }

    /// <summary>The random name of the journal.</summary>
    public UInt128 Id { get; }

    /// <summary>What had to be cut off when the journal was opened; null when it was whole or is new.</summary>
    public JournalRepair? Repair { get; }

    public JournalSequence Durable => new(Volatile.Read(ref durable));

    /// <summary>The number of the last record appended.</summary>
    public JournalSequence Last => new(Volatile.Read(ref last));

    /// <summary>A new random journal id.</summary>
    public static UInt128 NewId() => System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(RandomNumberGenerator.GetBytes(16));

    /// <summary>Begins a journal.</summary>
    /// <exception cref="JournalException">The folder already holds one.</exception>
    /// <exception cref="HomeLockedException">Another process is at it.</exception>
    public static JournalWriter Create(JournalFolder folder, UInt128 id, JournalOptions? options = null) =>
        Open(folder, options ?? JournalOptions.Default, chosen =>
        {
            if (folder.HasJournal) throw new JournalException($"{folder.Path} already holds a journal");
            var position = new JournalPosition(id, JournalSequence.None, SegmentHeader.FirstHash(id), 1, null);
            return (position, SegmentSink.Create(folder, id, chosen));
        });

    /// <summary>Goes on after the last whole record of a journal; <see cref="Repair"/> tells what a crash had left behind it.</summary>
    /// <exception cref="JournalException">It is damaged or has lost records.</exception>
    /// <exception cref="BadInputException">There is no journal.</exception>
    /// <exception cref="HomeLockedException">Another process is writing it.</exception>
    public static JournalWriter Continue(JournalFolder folder, JournalOptions? options = null)
    {
        if (!folder.HasJournal) throw new BadInputException($"there is no journal in {folder.Path}");
        return Open(folder, options ?? JournalOptions.Default, chosen =>
        {
            var position = JournalPosition.Find(folder);
            return (position, SegmentSink.Continue(folder, position.JournalId, chosen, position.Segment));
        });
    }

    /// <summary>Whether some process is writing the journal now.</summary>
    public static bool IsBeingWritten(JournalFolder folder) => Directory.Exists(folder.Path) && ProcessLock.IsHeld(folder.Path, LockName);

    public JournalSequence Append(in RecordHeader header, ReadOnlySpan<byte> payload)
    {
        if (payload.Length > JournalFormat.LargestRecord - JournalFormat.RecordOverhead)
            throw new ArgumentException($"a record of {payload.Length} bytes is too large for the journal", nameof(payload));
        lock (gate)
        {
            while (failure is null && !isClosing && gathering.ByteCount >= options.PendingBytes) Monitor.Wait(gate);
            ThrowIfFailed();
            ObjectDisposedException.ThrowIf(isClosing, this);
            gathering.Add(header, ++last, payload);
            if (isIdle) Monitor.PulseAll(gate);
            return new JournalSequence(last);
        }
    }

    /// <summary>Waits until a record is on the disk.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void WaitUntilDurable(JournalSequence sequence)
    {
        if (sequence <= Durable) return;
        lock (gate)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence.Value, last, nameof(sequence));
            while (durable < sequence.Value && failure is null && thread.IsAlive) Monitor.Wait(gate, TimeSpan.FromSeconds(1));
            if (durable < sequence.Value) ThrowIfFailed();
        }
    }

    /// <summary>Waits until everything appended so far is on the disk.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Flush() => WaitUntilDurable(Last);

    /// <summary>Writes what is left, renews the anchor and lets go of the journal. A failure to write is told by <see cref="Flush"/>, not here.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (isClosing) return;
            isClosing = true;
            Monitor.PulseAll(gate);
        }
        thread.Join();
        sink.Dispose();
        chain.Dispose();
        processLock.Dispose();
    }

    private static JournalWriter Open(JournalFolder folder, JournalOptions options, Func<JournalOptions, (JournalPosition, SegmentSink)> prepare)
    {
        var processLock = ProcessLock.Acquire(folder.Path, LockName, options.Purpose, LockPatience);
        SegmentSink? sink = null;
        try
        {
            (var position, sink) = prepare(options);
            return new JournalWriter(folder, position, options, processLock, sink);
        }
        catch
        {
            sink?.Dispose();
            processLock.Dispose();
            throw;
        }
    }

    private void Run()
    {
        try
        {
            while (TakeGroup())
            {
                if (!writing.IsEmpty) Commit();
                if (anchor.IsDue) anchor.Save(durable, chain.Current);
            }
            anchor.Save(durable, chain.Current);
        }
        catch (Exception cause)
        {
            lock (gate)
            {
                failure = cause;
                Monitor.PulseAll(gate);
            }
        }
    }

    /// <summary>Waits for records and takes all that have gathered; an empty group when only the anchor is due, false when closing.</summary>
    private bool TakeGroup()
    {
        lock (gate)
        {
            while (gathering.IsEmpty && !isClosing)
            {
                isIdle = true;
                var isSignaled = Monitor.Wait(gate, anchor.TimeLeft);
                isIdle = false;
                if (!isSignaled) return true;
            }
            if (gathering.IsEmpty) return false;
            (gathering, writing) = (writing, gathering);
            Monitor.PulseAll(gate);
            return true;
        }
    }

    private void Commit()
    {
        var firstSequence = durable + 1;
        var previousHash = chain.Current.ToArray();
        writing.Seal(chain);
        sink.Commit(writing, firstSequence, previousHash);
        lock (gate)
        {
            Volatile.Write(ref durable, writing.LastSequence);
            Monitor.PulseAll(gate);
        }
        anchor.Moved();
        writing.Clear();
    }

    private void ThrowIfFailed()
    {
        if (failure is not null) throw new IOException($"the journal in {Folder.Path} cannot be written: {failure.Message}", failure);
    }
}
