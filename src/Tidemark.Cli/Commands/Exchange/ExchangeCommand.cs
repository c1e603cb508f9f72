using System.CommandLine;
using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Faults;
using Tidemark.Exchange.Hosting;
using Tidemark.Exchange.Markets;
using Tidemark.Storage.Import;
using Tidemark.Storage.Locking;

namespace Tidemark.Cli.Commands.Exchange;

/// <summary><c>exchange</c>: a simulated exchange that speaks a real venue's wire formats, until Ctrl-C.</summary>
internal static class ExchangeCommand
{
    private static readonly Option<string> Dialect = new("--dialect") { Description = $"Whose wire formats it speaks: {string.Join(", ", ExchangeDialect.All.Select(dialect => dialect.Name))}", HelpName = "VENUE", DefaultValueFactory = _ => "binance" };

    private static readonly Option<int?> Port = ParsedOption.Value("--port", "N", "TCP port on this machine; 0 takes any free one (default: 9443)", ParsePort);

    private static readonly Option<string[]> Account = new("--account")
    {
        Description = "An account, repeatable: NAME or NAME:KEY:SECRET; for an Ed25519 key the secret is ed25519= and the public key in base64, for an EC key of coinbase its PEM on one line with \\n",
        HelpName = "NAME[:KEY:SECRET[:PASSPHRASE]]",
    };

    private static readonly Option<string[]> Balance = new("--balance") { Description = "What every account has at first, repeatable", HelpName = "ASSET=AMOUNT" };

    private static readonly Option<ulong> Seed = new("--seed") { Description = "Of the simulated traders", HelpName = "N", DefaultValueFactory = _ => 1 };

    private static readonly Option<double?> Speed = ParsedOption.Value("--speed", "N", "How many times faster than real time (default: 1)", ParseSpeed);

    private static readonly Option<string?> Faults = new("--faults") { Description = "A plan of what goes wrong, from the opening on (JSON; see docs/simulated-exchange.md)", HelpName = "FILE" };

    private static readonly Option<string[]> MarketData = new("--market-data")
    {
        Description = "Bars or trades (.csv, .csv.gz, .zip) that a market follows, repeatable; the first hour of them is the past at the opening",
        HelpName = "FILE,SYMBOL",
    };

    private static readonly Option<string?> State = new("--state") { Description = "A folder that keeps accounts, orders, fills and markets over restarts", HelpName = "DIR" };

    public static Command Create() =>
        new Command("exchange", "A simulated exchange on this machine that speaks a real venue's wire formats")
            .With(Dialect, Port, Account, Balance, Seed, Speed, MarketData, State, Faults)
            .Example("exchange --dialect binance --port 9443")
            .Example("exchange --dialect binance --account alice:KEY:SECRET --balance USDT=100000 --balance BTC=2")
            .Example("exchange --market-data BTCUSDT-1m-2024-08.zip,BTCUSDT --speed 60x")
            .Example("exchange --faults docs/examples/faults.json")
            .HandleAsync(Run);

    private static async Task<int> Run(CommandContext context)
    {
        var dialect = ExchangeDialect.Of(context.Get(Dialect)!);
        // Two would each write over what the other keeps.
        using var claim = context.Get(State) is { } place ? ProcessLock.Acquire(place, "exchange", $"exchange --dialect {dialect.Name}", TimeSpan.Zero) : null;
        var kept = context.Get(State) is { } folder ? ExchangeServer.SavedAccounts(folder, dialect.Name) : [];
        var accounts = AccountsOf(context, dialect, kept);
        var options = new ExchangeOptions
        {
            Dialect = dialect.Name,
            Port = context.Get(Port) ?? 9443,
            Accounts = accounts,
            Seed = context.Get(Seed),
            Speed = context.Get(Speed) ?? 1,
            Tapes = [.. (context.Get(MarketData) ?? []).Select(text => ReadTape(text, context.Cancellation))],
            StateFolder = context.Get(State),
            Faults = context.Get(Faults) is { } file ? ReadPlan(file) : null,
        };
        await using var server = await ExchangeServer.StartAsync(options, context.Cancellation).ConfigureAwait(false);
        var output = context.Output;
        output.WriteLine($"SIMULATED {dialect.Name} exchange on {server.Address}");
        output.WriteLine($"  REST       {server.Address}{dialect.RestPath}");
        var sockets = $"ws://{server.Address.Authority}/";
        output.WriteLine($"  WebSocket  {string.Join(", ", dialect.SocketPaths.Select(path => sockets + path))}");
        if (dialect.HasContracts) output.WriteLine($"  perpetuals {string.Join(", ", dialect.ContractPaths.Select((path, i) => (i == 0 ? server.Address.ToString() : sockets) + path))}: {string.Join(", ", dialect.ContractSymbols)}");
        output.WriteLine($"  control    {server.Address}control/ledger, control/state, control/clock, control/faults");
        if (options.StateFolder is { } stateFolder) output.WriteLine($"  state      {Path.GetFullPath(stateFolder)}");
        if (options.Faults is { } plan) output.WriteLine($"  faults     {plan.Faults.Count} planned, seed {plan.Seed}");
        foreach (var tape in options.Tapes) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  replay     {tape.Symbol}: {tape.Prints.Count:N0} trades, {tape.Prints[^1].At.TotalSeconds / 3600:0.#} h"));
        output.WriteLine($"  markets    {string.Join(", ", dialect.Markets.Select(market => market.Symbol))}");
        foreach (var account in accounts)
        {
            var isKept = kept.Any(one => one.Name == account.Name);
            output.WriteLine($"  account    {account.Name}: {(isKept ? $"as it was kept in {options.StateFolder}" : string.Join(", ", account.Balances.Select(balance => string.Create(CultureInfo.InvariantCulture, $"{balance.Value} {balance.Key}"))))}");
            // Keys that were given stay where they came from; made ones are of use only when printed.
            if (!account.AreKeysMade) continue;
            output.WriteLine($"    API key {account.Key}\n    secret  {account.Secret}");
            if (account.Passphrase is { } phrase) output.WriteLine($"    passphrase {phrase}");
        }
        output.WriteLine("Ctrl-C ends it.");
        output.Flush();
        try
        {
            await Task.Delay(Timeout.Infinite, context.Cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Asked to end.
        }
        return TidemarkCommandLine.Success;
    }

    private static MarketTape ReadTape(string text, CancellationToken cancellation)
    {
        var comma = text.LastIndexOf(',');
        if (comma <= 0 || comma == text.Length - 1) throw new BadInputException($"--market-data '{text}': write FILE,SYMBOL, such as trades.csv.gz,BTCUSDT");
        var (path, symbol) = (text[..comma], text[(comma + 1)..]);
        var (bars, trades) = MarketFileReader.Read(path, null, cancellation);
        if (trades is not null) return MarketTape.OfTrades(symbol, Enumerable.Range(0, trades.Count).Select(i => trades[i]));
        if (!bars!.Interval.IsFixed) throw new BadInputException($"--market-data {path}: bars of {bars.Interval} have no fixed length");
        return MarketTape.OfBars(symbol, Enumerable.Range(0, bars.Count).Select(i => bars[i]), new Duration(bars.Interval.ApproximateNanoseconds));
    }

    private static FaultPlan ReadPlan(string file)
    {
        try
        {
            return FaultPlanReader.Read(File.ReadAllBytes(file), file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--faults {file}: cannot be read ({e.Message})");
        }
    }

    private static List<AccountDefinition> AccountsOf(CommandContext context, ExchangeDialect dialect, IReadOnlyList<AccountDefinition> saved)
    {
        var balances = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var text in context.Get(Balance) ?? [])
        {
            var parts = text.Split('=');
            if (parts.Length != 2 || parts[0].Length == 0 || !decimal.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
                throw new BadInputException($"--balance '{text}': write ASSET=AMOUNT, such as USDT=100000");
            balances[parts[0].ToUpperInvariant()] = amount;
        }
        NoteUnknown(context, balances.Keys, dialect);
        if (balances.Count == 0) balances = new Dictionary<string, decimal>(StringComparer.Ordinal) { [dialect.Markets[0].QuoteAsset] = 100_000m, [dialect.Markets[0].BaseAsset] = 1m };
        var given = context.Get(Account) ?? [];
        // An account that is there already keeps its keys, unless others are given; its balances are those of the state.
        List<AccountDefinition> accounts = [.. (given.Length == 0 ? saved.Count > 0 ? saved.Select(account => account.Name) : ["demo"] : given)
            .Select(text => (saved.FirstOrDefault(account => account.Name == text) ?? Parse(text, dialect)) with { Balances = balances })];
        if (accounts.GroupBy(account => account.Name).FirstOrDefault(same => same.Skip(1).Any()) is { } twice) throw new BadInputException($"--account {twice.Key}: is given twice");
        if (accounts.GroupBy(account => account.Key).FirstOrDefault(same => same.Skip(1).Any()) is { } shared) throw new BadInputException($"--account {shared.Last().Name}: has the key of {shared.First().Name}");
        return accounts;
    }

    private static void NoteUnknown(CommandContext context, IEnumerable<string> given, ExchangeDialect dialect)
    {
        string[] known = [.. dialect.Markets.SelectMany(market => new[] { market.BaseAsset, market.QuoteAsset }).Distinct().Order(StringComparer.Ordinal)];
        foreach (var asset in given.Except(known)) context.Error.WriteLine($"note: --balance {asset}: no market has it; there are {string.Join(", ", known)}");
    }

    private static AccountDefinition Parse(string text, ExchangeDialect dialect)
    {
        var parts = text.Split(':', 4);
        if (parts.Length == 2 || parts.Any(part => part.Length == 0)) throw new BadInputException("--account: write NAME, NAME:KEY:SECRET or NAME:KEY:SECRET:PASSPHRASE");
        return parts.Length == 1 ? dialect.MakeKeys(text) with { AreKeysMade = true } : new AccountDefinition(parts[0], parts[1], parts[2]) { Passphrase = parts.Length == 4 ? parts[3] : null };
    }

    private static int ParsePort(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535 ? port : throw new FormatException($"'{text}' is not a port");

    private static double ParseSpeed(string text) =>
        double.TryParse(text.TrimEnd('x'), NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) && speed is > 0 and <= 10_000
            ? speed
            : throw new FormatException($"'{text}' is not a speed; write a number above 0 and at most 10000");
}
