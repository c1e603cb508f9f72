using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Sockets;

namespace Tidemark.Exchange.Kraken.Streams;

/// <summary>One connection of version 2 and what it listens to.</summary>
internal sealed class V2Client(StreamConnection connection)
{
    /// <summary>The keys of public channels.</summary>
    public HashSet<string> Topics { get; } = new(StringComparer.Ordinal);

    /// <summary>Whose executions are told; null for nobody's.</summary>
    public ExchangeAccount? Executions { get; set; }

    /// <summary>Whether every change of state is told, and not only the beginning and the end.</summary>
    public bool TellsEveryState { get; set; }

    public bool TellsRateCounter { get; set; }

    public ExchangeAccount? Balances { get; set; }

    public long ExecutionSequence { get; set; }

    public long BalanceSequence { get; set; }

    /// <summary>Whether something was sent since the last heartbeat was due.</summary>
    public bool HasSpoken { get; set; }

    public bool IsListening => Topics.Count > 0 || Executions is not null || Balances is not null;

    /// <param name="account">Whose private message it is.</param>
    public void Send(byte[] message, ExchangeAccount? account = null)
    {
        HasSpoken = true;
        connection.Send(message, null, account?.Name);
    }
}
