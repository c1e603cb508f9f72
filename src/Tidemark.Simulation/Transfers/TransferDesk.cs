using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Sessions;
using Tidemark.Simulation.Contracts;

namespace Tidemark.Simulation.Transfers;

/// <summary>
/// Moves assets between the accounts of a session. What is under way lies on an account of its own, so that the worth of the whole changes by
/// the fee alone; it can be spent when it has arrived.
/// </summary>
internal sealed class TransferDesk(SessionSetup setup, AccountBook book, TransferRules rules, IForcedCloser venue)
{
    private readonly PriorityQueue<Movement, (Instant Due, long Number)> underWay = new();
    private readonly Dictionary<(int Account, string Asset), (Instant Day, decimal Quantity)> sent = [];
    private readonly int[] refusals = new int[Enum.GetValues<TransferRefusal>().Length];
    private long nextNumber;

    /// <summary>When the next transfer arrives; the end of time when none is under way.</summary>
    public Instant NextDue => underWay.TryPeek(out _, out var first) ? first.Due : Instant.MaxValue;

    /// <summary>How many transfers were refused for each reason that occurred.</summary>
    public IEnumerable<(TransferRefusal Reason, int Count)> Refusals =>
        refusals.Select((count, reason) => ((TransferRefusal)reason, count)).Where(refusal => refusal.count > 0);

    public void Take(TransferRequest request, Instant now)
    {
        var from = book.AccountIndexOf(request.From);
        var to = book.AccountIndexOf(request.To);
        var rule = rules.Find(request.Asset, setup.Accounts[from].Venue);
        if (RefusalOf(request, from, to, rule, now) is { } refusal)
        {
            refusals[(int)refusal]++;
            venue.Book(EntryOf(LedgerKind.TransferRefused, from, request.From, request.Asset, 0m, now) with { Basis = request.Quantity });
            return;
        }
        var day = Interval.Days(1).OpenOf(now);
        sent[(from, request.Asset)] = (day, SentOn(day, from, request.Asset) + request.Quantity);
        var arriving = request.Quantity - rule!.Fee;
        if (rule.Fee != 0m) venue.Book(EntryOf(LedgerKind.TransferFee, from, request.From, request.Asset, -rule.Fee, now) with { Basis = request.Quantity });
        venue.Book(EntryOf(LedgerKind.TransferOut, from, request.From, request.Asset, -arriving, now) with { Basis = request.Quantity });
        venue.Book(EntryOf(LedgerKind.InTransit, TransitTo(to), request.To, request.Asset, arriving, now));
        underWay.Enqueue(new Movement(to, request.To, request.Asset, arriving), (now + rule.Delay, nextNumber++));
    }

    /// <summary>Hands over what has arrived by a moment.</summary>
    public void AdvanceTo(Instant now)
    {
        while (underWay.TryPeek(out var movement, out var arrival) && arrival.Due <= now)
        {
            underWay.Dequeue();
            venue.Book(EntryOf(LedgerKind.InTransit, TransitTo(movement.Account), movement.Instrument, movement.Asset, -movement.Quantity, arrival.Due));
            venue.Book(EntryOf(LedgerKind.TransferIn, movement.Account, movement.Instrument, movement.Asset, movement.Quantity, arrival.Due));
        }
    }

    private TransferRefusal? RefusalOf(TransferRequest request, int from, int to, TransferRule? rule, Instant now)
    {
        if (from == to) return TransferRefusal.SameAccount;
        if (rule is null) return TransferRefusal.NotOffered;
        if (!Trades(to, request.Asset)) return TransferRefusal.UnknownThere;
        if (request.Quantity < rule.Minimum || request.Quantity <= rule.Fee) return TransferRefusal.TooSmall;
        if (SentOn(Interval.Days(1).OpenOf(now), from, request.Asset) + request.Quantity > rule.DailyLimit) return TransferRefusal.DailyLimit;
        if (request.Quantity > book.Accounts[from].Balance(request.Asset)) return TransferRefusal.InsufficientBalance;
        return setup.Accounts[from].Funds == FundsPolicy.InitialMargin && !CarriesWithout(from, request) ? TransferRefusal.MarginInUse : null;
    }

    /// <summary>Whether a margin account, at the last prices, can carry its positions without what is to leave.</summary>
    private bool CarriesWithout(int account, TransferRequest request)
    {
        var exposure = 0.0;
        for (var index = 0; index < setup.Instruments.Length; index++)
        {
            var instrument = new InstrumentIndex(index);
            if (book.AccountIndexOf(instrument) != account) continue;
            var id = setup.Instruments[index].Id;
            var holding = book.GrossHoldingOf(instrument);
            // Coins that leave are no longer a position here.
            if (!id.IsContract && id.Base == request.Asset && book.HoldingOf(instrument) > 0m) holding = Math.Max(0m, holding - request.Quantity);
            if (holding != 0m) exposure += book.LastPrice(instrument) is > 0 and var last ? (double)book.NotionalOf(instrument, holding, (decimal)last) * book.QuoteRate(instrument) : double.NaN;
        }
        var left = book.EquityOf(account) - (double)request.Quantity * book.RateOf(setup.Accounts[account].Venue, request.Asset);
        // What has no price cannot be shown to carry anything.
        return exposure == 0 ? left >= 0 : exposure <= left * (double)setup.Accounts[account].Leverage;
    }

    private bool Trades(int account, string asset) =>
        setup.Instruments.Any(instrument => instrument.Id.Venue == setup.Accounts[account].Venue && (instrument.Id.Base == asset || instrument.Id.Quote == asset));

    private decimal SentOn(Instant day, int account, string asset) => sent.TryGetValue((account, asset), out var last) && last.Day == day ? last.Quantity : 0m;

    private int TransitTo(int account)
    {
        for (var number = 0; number < setup.Accounts.Length; number++)
            if (setup.Accounts[number].Kind == AccountKind.InTransit && setup.Accounts[number].Venue == setup.Accounts[account].Venue) return number;
        throw new InvalidOperationException($"the session has no account for what is under way to {setup.Accounts[account].Venue}");
    }

    private static LedgerEntry EntryOf(LedgerKind kind, int account, InstrumentIndex instrument, string asset, decimal amount, Instant time) => new()
    {
        Kind = kind,
        Time = time,
        Account = account,
        Instrument = instrument,
        Asset = asset,
        Amount = amount,
    };

    private readonly record struct Movement(int Account, InstrumentIndex Instrument, string Asset, decimal Quantity);
}
