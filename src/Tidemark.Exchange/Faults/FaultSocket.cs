namespace Tidemark.Exchange.Faults;

/// <summary>An open socket as plans see it.</summary>
/// <param name="path">As asked for, such as <c>/ws/btcusdt@trade</c>.</param>
internal sealed class FaultSocket(string path, Action cut)
{
    public string Path { get; } = path;

    /// <summary>The first part of the path, without what may be secret or made up in the rest.</summary>
    public string Place { get; } = path.IndexOf('/', Math.Min(1, path.Length)) is > 0 and var end ? path[..end] : path;

    /// <summary>Which one of its place since the plan began, from 1.</summary>
    public int Ordinal { get; set; }

    /// <summary>What has been said on it.</summary>
    public HashSet<string> Streams { get; } = new(StringComparer.Ordinal);

    /// <summary>Who has been heard or told of on it.</summary>
    public HashSet<string> Accounts { get; } = new(StringComparer.Ordinal);

    public void Cut() => cut();

    public bool IsMeantBy(Fault fault) =>
        (fault.Paths.Count == 0 || FaultPattern.Fits(fault.Paths, Path) || FaultPattern.Fits(fault.Paths, Place))
        && (fault.Streams.Count == 0 || Streams.Any(stream => FaultPattern.Fits(fault.Streams, stream)))
        && (fault.Accounts.Count == 0 || Accounts.Any(account => FaultPattern.Fits(fault.Accounts, account)))
        && (fault.Connections.Count == 0 || fault.Connections.Any(range => range.Contains(Ordinal)));
}
