using Tidemark.Engine.Sessions;

namespace Tidemark.Engine.Portfolios;

/// <summary>What an account has for an order in one instrument, in exact numbers.</summary>
/// <param name="Policy">Which rule holds.</param>
/// <param name="Base">Base currency owned, or the signed position.</param>
/// <param name="Quote">Quote currency, a debt when negative.</param>
/// <param name="ReservedBase">Base currency promised to working sells.</param>
/// <param name="ReservedQuote">Quote currency promised to working buys, fees included.</param>
/// <param name="Equity">What the account is worth, in quote currency.</param>
/// <param name="OtherExposure">The notional of positions in other instruments, in quote currency.</param>
/// <param name="Leverage">Positions over equity allowed.</param>
internal readonly record struct FundsView(FundsPolicy Policy, decimal Base, decimal Quote, decimal ReservedBase, decimal ReservedQuote,
    decimal Equity, decimal OtherExposure, decimal Leverage);
