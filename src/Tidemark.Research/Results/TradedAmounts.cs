using Tidemark.Research.Attribution;

namespace Tidemark.Research.Results;

/// <summary>What all fills moved and cost, in the currency of the run and by asset of fee.</summary>
/// <param name="Notional">Price times quantity of all fills; NaN where a conversion is missing.</param>
/// <param name="Fees">All fees, those of open positions included; NaN where a conversion is missing.</param>
/// <param name="Slippage">What slippage cost, which is in the prices already; NaN where a conversion is missing.</param>
/// <param name="FeesByAsset">Exact sums as taken.</param>
internal sealed record TradedAmounts(double Notional, double Fees, double Slippage, IReadOnlyList<Money> FeesByAsset)
{
    public static TradedAmounts Of(IReadOnlyList<Fill> fills, IReadOnlyList<InstrumentId> instruments, string currency, CurrencyView rates)
    {
        decimal directNotional = 0, directFees = 0, directSlippage = 0;
        double otherNotional = 0, otherFees = 0, otherSlippage = 0;
        var byAsset = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var fill in fills)
        {
            var id = instruments[fill.Instrument.Value];
            byAsset[fill.FeeAsset] = byAsset.GetValueOrDefault(fill.FeeAsset) + fill.Fee;
            if (id.Quote == currency)
            {
                directNotional += fill.Notional;
                directSlippage += fill.Slippage;
            }
            else
            {
                var rate = rates.RateAt(id.Quote, fill.Time);
                otherNotional += (double)fill.Notional * rate;
                otherSlippage += (double)fill.Slippage * rate;
            }
            if (fill.FeeAsset == currency) directFees += fill.Fee;
            else if (fill.FeeAsset == id.Base && id.Quote == currency) directFees += fill.Fee * fill.Price.Value;
            else otherFees += (double)fill.Fee * rates.RateAt(fill.FeeAsset, fill.Time);
        }
        return new TradedAmounts((double)directNotional + otherNotional, (double)directFees + otherFees, (double)directSlippage + otherSlippage, [.. byAsset.Select(pair => new Money(pair.Value, pair.Key))])
        {
            ExactFees = Exact(directFees, otherFees),
            ExactSlippage = Exact(directSlippage, otherSlippage),
        };
    }

    /// <summary>The same as <see cref="Fees"/>, exact where nothing had to be converted; null where a conversion is missing.</summary>
    public decimal? ExactFees { get; private init; }

    /// <summary>The same for <see cref="Slippage"/>.</summary>
    public decimal? ExactSlippage { get; private init; }

    private static decimal? Exact(decimal direct, double converted) => MoneyUnits.Of(converted) is { } other ? direct + other : null;
}
