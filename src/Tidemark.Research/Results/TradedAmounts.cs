using Tidemark.Research.Attribution;

namespace Tidemark.Research.Results;

/// <summary>What all fills moved and cost, in the currency of the run and by asset of fee.</summary>
/// <param name="Notional">Price times quantity of all fills; NaN where a conversion is missing.</param>
/// <param name="Fees">All fees, those of open positions included; NaN where a conversion is missing.</param>
/// <param name="Slippage">What slippage cost, which is in the prices already; NaN where a conversion is missing.</param>
/// <param name="FeesByAsset">Exact sums as taken.</param>
internal sealed record TradedAmounts(double Notional, double Fees, double Slippage, IReadOnlyList<Money> FeesByAsset)
{
    private IReadOnlyList<(decimal Direct, double Other)> byStrategy = [];

    public static TradedAmounts Of(IReadOnlyList<Fill> fills, IReadOnlyList<InstrumentId> instruments, string currency, CurrencyView rates)
    {
        decimal directNotional = 0, directFees = 0, directSlippage = 0;
        double otherNotional = 0, otherFees = 0, otherSlippage = 0;
        var byStrategy = new List<(decimal Direct, double Other)>();
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
            var direct = fill.FeeAsset == currency ? fill.Fee : fill.FeeAsset == id.Base && id.Quote == currency ? fill.Fee * fill.Price.Value : (decimal?)null;
            var other = direct is null ? (double)fill.Fee * rates.RateAt(fill.FeeAsset, fill.Time) : 0;
            directFees += direct ?? 0m;
            otherFees += other;
            while (byStrategy.Count <= fill.Strategy) byStrategy.Add(default);
            byStrategy[fill.Strategy] = (byStrategy[fill.Strategy].Direct + (direct ?? 0m), byStrategy[fill.Strategy].Other + other);
        }
        return new TradedAmounts((double)directNotional + otherNotional, (double)directFees + otherFees, (double)directSlippage + otherSlippage, [.. byAsset.Select(pair => new Money(pair.Value, pair.Key))])
        {
            ExactFees = Exact(directFees, otherFees),
            byStrategy = byStrategy,
            ExactSlippage = Exact(directSlippage, otherSlippage),
        };
    }

    /// <summary>The same as <see cref="Fees"/>, exact where nothing had to be converted; null where a conversion is missing.</summary>
    public decimal? ExactFees { get; private init; }

    /// <summary>The same for <see cref="Slippage"/>.</summary>
    public decimal? ExactSlippage { get; private init; }

    /// <summary>The same by strategy, before rounding; null where a conversion is missing.</summary>
    /// <param name="strategies">How many there are.</param>
    public decimal[]? FeesOf(int strategies)
    {
        var fees = new decimal[strategies];
        for (var strategy = 0; strategy < byStrategy.Count; strategy++)
        {
            if (Exact(byStrategy[strategy].Direct, byStrategy[strategy].Other) is not { } known) return null;
            fees[strategy] = known;
        }
        return fees;
    }

    private static decimal? Exact(decimal direct, double converted) => MoneyUnits.Of(converted) is { } other ? direct + other : null;
}
