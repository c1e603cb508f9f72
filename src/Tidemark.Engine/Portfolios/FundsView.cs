using Tidemark.Engine.Sessions;

namespace Tidemark.Engine.Portfolios;

/// <summary>What an account has for an order in one instrument, in exact numbers. Filled in place by <see cref="FundsLens"/>, then only read.</summary>
internal struct FundsView
{
    /// <summary>Which rule holds.</summary>
    public FundsPolicy Policy;

    /// <summary>Base currency owned, or the signed position.</summary>
    public decimal Base;

    /// <summary>Quote currency, a debt when negative.</summary>
    public decimal Quote;

    /// <summary>Base currency promised to working sells.</summary>
    public decimal ReservedBase;

    /// <summary>Quote currency promised to working buys, fees included.</summary>
    public decimal ReservedQuote;

    /// <summary>What the account is worth, in quote currency.</summary>
    public decimal Equity;

    /// <summary>The notional of positions in other instruments, in quote currency.</summary>
    public decimal OtherExposure;

    /// <summary>Positions over equity allowed.</summary>
    public decimal Leverage;

    /// <summary>Whether quantities are in quote currency, and money is the base currency; see <see cref="InstrumentId.IsInverse"/>.</summary>
    public bool IsInverse;
}
