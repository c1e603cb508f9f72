using Tidemark.Exchange.Hosting;
using Tidemark.Venues.Ports;

namespace Tidemark.Cli.Commands.Bench.Faults;

/// <summary>
/// A recorder and a trading client over real sockets against the simulated exchange, through a plan with every fault: at the end the books are
/// the exchange's own, no trade is missing or twice, and each of our fills was seen exactly once.
/// </summary>
internal static class FaultDrill
{
    /// <summary>From one comparison of the books to the next, in the exchange's time.</summary>
    private static readonly TimeSpan ComparePause = TimeSpan.FromSeconds(1.5);

    /// <summary>How long the two sides have to come together when all faults are over.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <exception cref="InvalidOperationException">The connector could not even begin.</exception>
    public static async Task<DrillReport> RunAsync(DrillOptions options, CancellationToken cancellation)
    {
        var dialect = ExchangeDialect.Of(options.Dialect);
        var account = dialect.MakeKeys("drill") with { Balances = BalancesOf(dialect) };
        var server = await ExchangeServer.StartAsync(new ExchangeOptions
        {
            Dialect = options.Dialect,
            Accounts = [account],
            Seed = options.Seed,
            Time = options.Time,
            History = Duration.FromMinutes(5),
        }, cancellation).ConfigureAwait(false);
        await using var _ = server.ConfigureAwait(false);
        using var truth = new DrillTruth(server.Address);
        var (venue, clock) = options.Open(server.Address, account);
        await using var __ = venue.ConfigureAwait(false);
        var instruments = new List<VenueInstrument>();
        foreach (var instrument in options.Instruments) instruments.Add((await venue.History.FindInstrumentAsync(instrument, cancellation).ConfigureAwait(false)).Value);
        string[] symbols = [.. instruments.Select(instrument => dialect.Markets.Single(market => market.BaseAsset == instrument.Id.Base && market.QuoteAsset == instrument.Id.Quote).Symbol)];
        var recorder = new DrillRecorder(instruments, symbols, options);
        var feed = (await venue.Streams.OpenAsync([.. recorder.SubscriptionsOf(instruments)], recorder, cancellation).ConfigureAwait(false)).Value;
        await using var ___ = feed.ConfigureAwait(false);
        var trader = new DrillTrader(venue.Trading!, clock, instruments, recorder, options.Seed);
        await using var ____ = trader.Tracker.ConfigureAwait(false);
        if (await trader.Tracker.StartAsync(cancellation).ConfigureAwait(false) is { } error) throw new InvalidOperationException($"no stream of orders: {error}");

        var plan = new DrillPlan(options.Seed, options.Length, symbols[^1]);
        var began = await truth.ReadTimeAsync(cancellation).ConfigureAwait(false);
        await truth.PostFaultsAsync(plan.Json, cancellation).ConfigureAwait(false);
        using (var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
        {
            var trading = TradeAsync(options, trader, ending.Token, cancellation);
            await CompareForAsync(options, truth, recorder, cancellation).ConfigureAwait(false);
            await ending.CancelAsync().ConfigureAwait(false);
            await trading.ConfigureAwait(false);
        }
        var done = await truth.CountFaultsAsync(cancellation).ConfigureAwait(false);
        await truth.PostFaultsAsync("[]", cancellation).ConfigureAwait(false);
        List<string> violations = [];
        if (!await trader.FinishAsync(Patience, options.Time, cancellation).ConfigureAwait(false)) violations.Add("not every order was settled at the end");
        var differences = await CompareLedgersAsync(options, truth, trader, cancellation).ConfigureAwait(false);
        await truth.FreezeAsync(cancellation).ConfigureAwait(false);
        await SettleAsync(options, truth, recorder, cancellation).ConfigureAwait(false);
        recorder.CompareBars([.. plan.Skews.Select(skew => (began + skew.Start, began + skew.End))]);
        violations.AddRange([.. recorder.Faults, .. trader.Faults, .. differences]);
        return new DrillReport(recorder, trader, done, violations);
    }

    private static async Task TradeAsync(DrillOptions options, DrillTrader trader, CancellationToken ending, CancellationToken cancellation)
    {
        while (!ending.IsCancellationRequested)
        {
            trader.Act(cancellation);
            await Task.Delay(TimeSpan.FromTicks(options.Pause.Nanoseconds / 100), options.Time, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Compares with the exchange's ledger until nothing differs, or for as long as the last correction of a trade takes to be noticed.</summary>
    private static async Task<List<string>> CompareLedgersAsync(DrillOptions options, DrillTruth truth, DrillTrader trader, CancellationToken cancellation)
    {
        var began = options.Time.GetTimestamp();
        while (true)
        {
            using var ledger = await truth.ReadLedgerAsync(cancellation).ConfigureAwait(false);
            var differences = LedgerCheck.Compare(ledger.RootElement, trader.Tracker.Orders);
            if (differences.Count == 0 || options.Time.GetElapsedTime(began) > Patience) return differences;
            await Task.Delay(ComparePause, options.Time, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task CompareForAsync(DrillOptions options, DrillTruth truth, DrillRecorder recorder, CancellationToken cancellation)
    {
        var began = options.Time.GetTimestamp();
        while (options.Time.GetElapsedTime(began) < TimeSpan.FromTicks(options.Length.Nanoseconds / 100))
        {
            var books = await truth.ReadBooksAsync(cancellation).ConfigureAwait(false);
            // The message of this update is still under way.
            await Task.Delay(ComparePause, options.Time, cancellation).ConfigureAwait(false);
            recorder.Compare(books);
        }
    }

    /// <summary>Waits until the recorder has all that the exchange has, and compares for the last time.</summary>
    private static async Task SettleAsync(DrillOptions options, DrillTruth truth, DrillRecorder recorder, CancellationToken cancellation)
    {
        var began = options.Time.GetTimestamp();
        var books = await truth.ReadBooksAsync(cancellation).ConfigureAwait(false);
        while (!recorder.HasAll(books) && options.Time.GetElapsedTime(began) < Patience) await Task.Delay(ComparePause, options.Time, cancellation).ConfigureAwait(false);
        recorder.CompareAtEnd(books);
    }

    private static Dictionary<string, decimal> BalancesOf(ExchangeDialect dialect)
    {
        var balances = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var market in dialect.Markets)
        {
            balances[market.BaseAsset] = 1_000m;
            balances.TryAdd(market.QuoteAsset, 10_000_000m);
        }
        return balances;
    }
}
