namespace Tidemark.Exchange.Faults;

/// <summary>One request, message, order, cancellation or fill that a plan may spoil.</summary>
/// <param name="Target">Of a request its method and path or its name, of a message its stream, of the rest the symbol.</param>
/// <param name="Account">Empty where nobody showed a key.</param>
internal sealed record FaultOccasion(OccasionKind Kind, string Target, string Account)
{
    /// <summary>The socket it belongs to; null for HTTP.</summary>
    public FaultSocket? Socket { get; init; }

    /// <summary>Whether it is about a symbol; asked only where a fault names some.</summary>
    public Func<string, bool> IsAbout { get; init; } = _ => false;

    /// <summary>Which one of its kind, target, account and socket it is since the plan began, from 1.</summary>
    public long Number { get; set; }

    /// <summary>How long after the beginning of the plan.</summary>
    public Duration Elapsed { get; set; }

    /// <summary>What is counted for itself.</summary>
    public string Key => Socket is null ? $"{Kind}|{Target}|{Account}" : $"{Kind}|{Target}|{Account}|{Socket.Place}#{Socket.Ordinal}";

    public bool IsMeantBy(Fault fault) =>
        // Where only paths are out, what is already open goes on.
        (fault.Kind != FaultKind.Outage || Kind != OccasionKind.Message || fault.Paths.Count == 0 || fault.Streams.Count + fault.Symbols.Count > 0)
        && FaultPattern.Fits(fault.Accounts, Account) && IsPathMeant(fault)
        && (fault.Streams.Count == 0 || (Kind == OccasionKind.Message && FaultPattern.Fits(fault.Streams, Target)))
        && (fault.Connections.Count == 0 || (Socket is { } socket && fault.Connections.Any(range => range.Contains(socket.Ordinal))))
        && (fault.Symbols.Count == 0 || fault.Symbols.Any(IsAbout))
        && (fault.Occasions.Count == 0 || fault.Occasions.Any(range => range.Contains(Number)));

    private bool IsPathMeant(Fault fault)
    {
        if (fault.Paths.Count == 0) return true;
        if (Socket is { } socket && (FaultPattern.Fits(fault.Paths, socket.Path) || FaultPattern.Fits(fault.Paths, socket.Place))) return true;
        if (Kind != OccasionKind.Request) return false;
        var path = Target.IndexOf(' ', StringComparison.Ordinal);
        return FaultPattern.Fits(fault.Paths, Target) || (path >= 0 && FaultPattern.Fits(fault.Paths, Target[(path + 1)..]));
    }
}
