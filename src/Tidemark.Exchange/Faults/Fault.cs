namespace Tidemark.Exchange.Faults;

/// <summary>One thing that goes wrong: when, to whom, how often, how much.</summary>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>From the beginning of the plan, in the exchange's time.</summary>
    public Duration Start { get; init; }

    /// <summary>Null for until the plan ends.</summary>
    public Duration? Length { get; init; }

    /// <summary>Of each occasion, as a fraction.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Null for that of the plan.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Such as <c>/api/v3/order</c>, <c>POST /api/v3/*</c>, <c>order.place</c>, or the path of a socket; none for all.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Such as <c>btcusdt@depth*</c>; none for all.</summary>
    public IReadOnlyList<string> Streams { get; init; } = [];

    /// <summary>As on the wire; none for all.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = [];

    /// <summary>By their names, an empty one for who shows no key; none for all.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>Sockets of a path in the order of their opening, from 1; none for all.</summary>
    public IReadOnlyList<OccasionRange> Connections { get; init; } = [];

    /// <summary>Which occasions, each path and account and each stream of a connection counted for itself; none for all.</summary>
    public IReadOnlyList<OccasionRange> Occasions { get; init; } = [];

    /// <summary>How late, how far off, how long a request hangs.</summary>
    public long? Milliseconds { get; init; }

    /// <summary>Up to this much more, evenly spread.</summary>
    public long JitterMilliseconds { get; init; }

    /// <summary>Again and again at this distance while the fault lasts.</summary>
    public long? EveryMilliseconds { get; init; }

    /// <summary>HTTP status.</summary>
    public int? Status { get; init; }

    public int? RetryAfterSeconds { get; init; }

    /// <summary>Messages in a row, or crumbs of an order.</summary>
    public int? Count { get; init; }

    /// <summary>The part of an order that is filled at once, as a fraction.</summary>
    public decimal? Share { get; init; }

    /// <summary>How far the price of a fill is corrected in favour of the account; below zero against it.</summary>
    public int? Ticks { get; init; }

    /// <summary>Whether a request that is answered with an error is carried out.</summary>
    public bool IsCarriedOut { get; init; }

    /// <summary>Whether the connection of a lost request is cut at once; otherwise it hangs.</summary>
    public bool IsCut { get; init; }

    /// <summary>Whether it is on so long after the beginning of the plan.</summary>
    public bool IsOn(Duration elapsed) => elapsed >= Start && (Length is not { } length || elapsed < Start + length);
}
