using Tidemark.Exchange.Core;
using Tidemark.Exchange.Hosting;

namespace Tidemark.Exchange.State;

/// <summary>Saves the state of an exchange: soon after something has changed for a client, now and then for the markets, and at the end.</summary>
internal sealed class StateKeeper : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private const int PacesForMarkets = 120;

    private readonly string folder;
    private readonly string dialect;
    private readonly ExchangeLoop loop;
    private readonly ExchangeState.Account[] accounts;
    private readonly CancellationTokenSource ending = new();
    private readonly Task saving;
    private long saved = -1;

    public StateKeeper(ExchangeOptions options, string dialect, ExchangeLoop loop)
    {
        (folder, this.dialect, this.loop) = (options.StateFolder!, dialect, loop);
        accounts = [.. options.Accounts.Select(account => new ExchangeState.Account(account.Name, account.Key, account.Secret, account.Passphrase, account.MayTrade, account.MayWithdraw, account.AreKeysMade))];
        saving = SaveAgainAndAgainAsync(options.Time);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        await saving.ConfigureAwait(false);
        await SaveAsync().ConfigureAwait(false);
        ending.Dispose();
    }

    private async Task SaveAgainAndAgainAsync(TimeProvider time)
    {
        using var timer = new PeriodicTimer(Pace, time);
        try
        {
            for (var pace = 0; await timer.WaitForNextTickAsync(ending.Token).ConfigureAwait(false); pace++)
                if (pace % PacesForMarkets == 0 || Volatile.Read(ref saved) != await loop.AskAsync(Changes).ConfigureAwait(false)) await SaveAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The exchange closes.
        }
    }

    private async Task SaveAsync()
    {
        var (json, changes) = await loop.AskAsync(() => (StateWriter.Write(dialect, accounts, loop.Core, loop.Contracts), Changes())).ConfigureAwait(false);
        StateFile.Save(folder, json);
        Volatile.Write(ref saved, changes);
    }

    private long Changes() => loop.Core.Changes + (loop.Contracts?.Changes ?? 0);
}
