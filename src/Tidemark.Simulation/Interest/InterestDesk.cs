using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Sessions;
using Tidemark.Simulation.Contracts;

namespace Tidemark.Simulation.Interest;

/// <summary>
/// Charges interest on what margin accounts owe. Debts are looked at after each closed instant, so what is borrowed and given back within
/// one bar costs nothing. Money is charged in itself, coins in the money of the first instrument that trades them, at its last price.
/// </summary>
internal sealed class InterestDesk
{
    private readonly SessionSetup setup;
    private readonly AccountBook book;
    private readonly BorrowInterest interest;
    private readonly IForcedCloser venue;
    private readonly SortedDictionary<(int Account, string Asset), decimal> owed = [];
    private Instant nextCharge = Instant.MinValue;

    public InterestDesk(SessionSetup setup, AccountBook book, BorrowInterest interest, IForcedCloser venue)
    {
        this.setup = setup;
        this.book = book;
        this.interest = interest;
        this.venue = venue;
    }

    /// <summary>Charges what is due by a moment.</summary>
    public void AdvanceTo(Instant now)
    {
        if (nextCharge == Instant.MinValue) nextCharge = After(now);
        for (; nextCharge <= now; nextCharge = interest.Every.CloseOf(nextCharge)) ChargeAll(nextCharge);
        for (var account = 0; account < setup.Accounts.Length; account++)
            if (setup.Accounts[account].Kind == AccountKind.Margin) ChargeNew(account, now);
    }

    /// <summary>The first start of a period after a moment.</summary>
    private Instant After(Instant now) => interest.Every.CloseOf(interest.Every.OpenOf(now));

    private void ChargeAll(Instant time)
    {
        foreach (var ((account, asset), debt) in owed.ToArray()) Charge(account, asset, debt, time);
    }

    /// <summary>What is owed beyond what was owed before has been borrowed: its first period is charged at once.</summary>
    private void ChargeNew(int account, Instant now)
    {
        var assets = book.Accounts[account].Assets;
        for (var index = 0; index < assets.Count; index++)
        {
            var key = (account, assets[index]);
            var debt = Math.Max(0m, -book.Accounts[account].Balance(assets[index]));
            var before = owed.GetValueOrDefault(key);
            if (debt > before) Charge(account, assets[index], debt - before, now);
            // Charged in itself, a debt has grown by its interest.
            debt = Math.Max(0m, -book.Accounts[account].Balance(assets[index]));
            if (debt == 0m) owed.Remove(key);
            else owed[key] = debt;
        }
    }

    private void Charge(int account, string asset, decimal debt, Instant time)
    {
        var rate = interest.RateOf(asset);
        if (rate == 0m || PlaceOf(account, asset) is not { } place) return;
        var price = place.IsMoney ? 1m : book.LastPrice(place.Instrument) is var last and > 0 ? (decimal)last : 0m;
        var amount = debt * rate * price;
        if (amount == 0m) return;
        var money = place.IsMoney ? asset : setup.Instruments[place.Instrument.Value].Id.Money;
        venue.Book(new LedgerEntry
        {
            Kind = LedgerKind.Interest,
            Time = time,
            Account = account,
            Instrument = place.Instrument,
            Asset = money,
            Amount = -DecimalForm.Canonical(amount),
            Basis = -debt,
            Rate = (double)rate,
            Price = place.IsMoney ? double.NaN : (double)price,
        });
        if (owed.TryGetValue((account, money), out var known)) owed[(account, money)] = Math.Max(known, -book.Accounts[account].Balance(money));
    }

    /// <summary>The instrument that an asset is the money of, or else that trades it.</summary>
    private (InstrumentIndex Instrument, bool IsMoney)? PlaceOf(int account, string asset)
    {
        for (var pass = 0; pass < 2; pass++)
            for (var index = 0; index < setup.Instruments.Length; index++)
            {
                var id = setup.Instruments[index].Id;
                if (book.AccountIndexOf(new InstrumentIndex(index)) == account && asset == (pass == 0 ? id.Money : id.Base)) return (new InstrumentIndex(index), pass == 0);
            }
        return null;
    }
}
