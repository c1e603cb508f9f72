using System.Text;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Hosting;

namespace Tidemark.Exchange.Faults;

/// <summary>What goes wrong on one socket: messages that come late, twice, in another order or not at all, and requests over it.</summary>
internal sealed class SocketFaults(ExchangeLoop loop, FaultDirector director, IDialect dialect, FaultSocket socket, CancellationToken stopping)
{
    /// <summary>A message that waits for others to overtake it goes out after this, even if none do.</summary>
    private static readonly Duration LongestOvertaking = Duration.FromSeconds(1);

    private const string Answers = "";
    private readonly Lock gate = new();
    private readonly Dictionary<string, Lane> lanes = new(StringComparer.Ordinal);
    private volatile bool isMute;
    private volatile int waiting;
    private int generation;
    private long answerDelay;

    /// <summary>Whether messages must come through here.</summary>
    public bool IsNeeded => director.IsRunning || waiting > 0;

    /// <param name="stream">What the message belongs to; null for an answer, or where the message says it itself.</param>
    /// <param name="account">Whom it is about, where it is private.</param>
    public void Send(byte[] message, string? stream, string? account, Action<byte[]> deliver)
    {
        lock (gate)
        {
            if (generation != director.Generation)
            {
                generation = director.Generation;
                foreach (var lane in lanes.Values) lane.Gap = 0;
            }
            if ((stream ?? FaultText.ChannelOf(message)) is { } name) SendMessage(message, name, account ?? "", deliver);
            else if (!isMute) Hand(LaneOf(Answers), message, Duration.FromMilliseconds(answerDelay), deliver);
        }
    }

    /// <summary>Handles a request that came over the socket.</summary>
    public async Task ReceiveAsync(string text, Func<string, Task> handle, Action<byte[]> deliver)
    {
        if (!director.IsRunning)
        {
            await handle(text).ConfigureAwait(false);
            return;
        }
        var occasion = See(OccasionKind.Request, FaultText.MethodOf(text), FaultText.AccountOf(text, loop.Core.Accounts), symbol => FaultText.Names(text, symbol), loop.Clock.Now);
        if (RequestFaults.RefusalOf(director, occasion, loop, out var isCarriedOut) is { } refusal)
        {
            if (isCarriedOut) await MutelyAsync(text, handle).ConfigureAwait(false);
            if (dialect.Word(refusal, text) is { } words) deliver(words);
            return;
        }
        if (director.TryDecide(occasion, FaultKind.LoseRequest, out var lost))
        {
            if (lost.Fault.IsCut) socket.Cut();
            return;
        }
        if (RequestFaults.DelayOf(director, occasion) is { Nanoseconds: > 0 } delay) await loop.WaitAsync(delay, stopping).ConfigureAwait(false);
        if (director.TryDecide(occasion, FaultKind.LoseAnswer, out var unheard))
        {
            await MutelyAsync(text, handle).ConfigureAwait(false);
            if (unheard.Fault.IsCut) socket.Cut();
            return;
        }
        answerDelay = director.TryDecide(occasion, FaultKind.AnswerLatency, out var late) ? late.Milliseconds : 0;
        await handle(text).ConfigureAwait(false);
        answerDelay = 0;
    }

    private async Task MutelyAsync(string text, Func<string, Task> handle)
    {
        isMute = true;
        try
        {
            await handle(text).ConfigureAwait(false);
        }
        finally
        {
            isMute = false;
        }
    }

    private void SendMessage(byte[] message, string stream, string account, Action<byte[]> deliver)
    {
        var lane = LaneOf(stream);
        var occasion = See(OccasionKind.Message, stream, account, symbol => FaultText.Names(stream.ToUpperInvariant(), symbol) || FaultText.Names(Encoding.UTF8.GetString(message), symbol), loop.Core.Time);
        if (director.TryDecide(occasion, FaultKind.SequenceGap, out var gap)) lane.Gap = Math.Max(lane.Gap, gap.Fault.Count ?? 3);
        if (lane.Gap > 0) lane.Gap--;
        else if (!IsLost(occasion))
        {
            var delay = director.TryDecide(occasion, FaultKind.MessageLatency, out var late) ? late.Delay : Duration.Zero;
            if (director.TryDecide(occasion, FaultKind.ReorderMessage, out var overtaken)) Hold(lane, message, overtaken.Fault.Count ?? 1, deliver);
            else
            {
                Hand(lane, message, delay, deliver);
                if (director.TryDecide(occasion, FaultKind.DuplicateMessage, out _)) Hand(lane, message, delay, deliver);
                Release(lane, deliver);
            }
        }
    }

    private bool IsLost(FaultOccasion occasion) =>
        director.TryDecide(occasion, FaultKind.StallStream, out _) || director.TryDecide(occasion, FaultKind.LoseMessage, out _)
        || director.TryDecide(occasion, FaultKind.Outage, out _);

    /// <summary>Keeps a message back until others have gone before it.</summary>
    private void Hold(Lane lane, byte[] message, int count, Action<byte[]> deliver)
    {
        lane.Held.Add(new HeldMessage(message, count));
        waiting++;
        loop.At(loop.Core.Time + LongestOvertaking, () =>
        {
            lock (gate)
            {
                if (lane.Held.RemoveAll(item => ReferenceEquals(item.Message, message)) == 0) return;
                waiting--;
                Hand(lane, message, Duration.Zero, deliver);
            }
        });
    }

    private void Release(Lane lane, Action<byte[]> deliver)
    {
        foreach (var item in lane.Held) item.Left--;
        foreach (var item in lane.Held.Where(item => item.Left <= 0)) Hand(lane, item.Message, Duration.Zero, deliver);
        waiting -= lane.Held.RemoveAll(item => item.Left <= 0);
    }

    /// <summary>Delivers now or later, never before what the lane has waiting.</summary>
    private void Hand(Lane lane, byte[] message, Duration delay, Action<byte[]> deliver)
    {
        if (delay == Duration.Zero && lane.Waiting == 0)
        {
            deliver(message);
            return;
        }
        lane.Due = Instant.Max(lane.Due, loop.Core.Time + delay);
        lane.Waiting++;
        waiting++;
        loop.At(lane.Due, () =>
        {
            lock (gate)
            {
                lane.Waiting--;
                waiting--;
                deliver(message);
            }
        });
    }

    private Lane LaneOf(string stream)
    {
        if (!lanes.TryGetValue(stream, out var lane)) lanes.Add(stream, lane = new Lane());
        return lane;
    }

    private FaultOccasion See(OccasionKind kind, string target, string account, Func<string, bool> isAbout, Instant now) =>
        director.See(new FaultOccasion(kind, target, account) { Socket = socket, IsAbout = isAbout }, now);

    private sealed class Lane
    {
        /// <summary>How many of the next messages are lost.</summary>
        public int Gap { get; set; }

        public int Waiting { get; set; }

        public Instant Due { get; set; } = Instant.MinValue;

        public List<HeldMessage> Held { get; } = [];
    }

    private sealed class HeldMessage(byte[] message, int left)
    {
        public byte[] Message { get; } = message;

        public int Left { get; set; } = left;
    }
}
