using Tidemark.Analytics.Regimes;

namespace Tidemark.Research.Attribution;

/// <summary>What the account did in the periods (UTC days, or longer bars) that began in one regime.</summary>
/// <param name="Regime">Known when the period began.</param>
/// <param name="Periods">How many.</param>
/// <param name="NetProfit">The sum of the changes of equity, in units of <see cref="MoneyUnits"/>.</param>
/// <param name="Return">The compounded return of these periods.</param>
/// <param name="SharpeRatio">Of their returns, as if they were a year's; NaN for fewer than two.</param>
/// <param name="HoldingReturn">The compounded return of buy-and-hold in the same periods; NaN when there is none.</param>
public sealed record RegimeResult(Regime Regime, int Periods, decimal NetProfit, double Return, double SharpeRatio, double HoldingReturn);
