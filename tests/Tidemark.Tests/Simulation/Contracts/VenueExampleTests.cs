using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Contracts;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;

namespace Tidemark.Tests.Simulation.Contracts;

/// <summary>Worked examples from venues' documentation, run through whole backtests and compared to the cent.</summary>
public sealed class VenueExampleTests
{
    private const decimal BtcEntry = 32_481.98m;
    private const decimal EthEntry = 1_456.84m;

    /// <remarks>Binance, How to calculate liquidation price of USDⓈ-M futures contracts, cross margin, two positions: binance.com/en/support/faq/b3c689c1f50a44cabb3a84e663b81d93.</remarks>
    [Theory]
    [InlineData(1, 1_153.26)]
    [InlineData(0, 26_316.89)]
    public void Binance_CrossMarginOfTwoPositions_IsLiquidatedAtTheDocumentedPrice(int falling, decimal documented)
    {
        var result = RunBinance(falling, (double)documented + 0.01);
        Assert.Empty(result.Ledger);
        result = RunBinance(falling, (double)documented - 0.01);
        var closed = result.Ledger.First(entry => entry.Fill is not null);
        Assert.Equal((LedgerKind.Liquidation, falling), (closed.Kind, closed.Instrument.Value));
        Assert.Equal(documented, decimal.Round(closed.Fill!.Price.Value, 2));
    }

    /// <remarks>Bybit, Liquidation Price (USDT Contract), isolated margin, example 1: bybit.com/en/help-center/s/article/Liquidation-Price-USDT-Contract.</remarks>
    [Fact]
    public void Bybit_IsolatedLong_IsLiquidatedAt19700()
    {
        var scenario = Bybit("BTC/USDT:USDT@bybit", 10_000m, 50m)
            .Flat(20_000, then: s => s.Market(Side.Buy, 1m, "long")).Bar(20_000, 20_000, 19_700.01, 20_000).Bar(20_000, 20_000, 19_699.99, 20_000);
        var result = scenario.Run();
        Assert.Equal(19_700m, result.Fills[^1].Price.Value);
        // 300 lost on the position, and the fee of closing it.
        Assert.Equal(10_000m - 300m - 19_700m * 0.00055m, result.FinalCash);
    }

    /// <remarks>
    /// Bybit, Liquidation Price Calculation under Isolated Mode, inverse contract: 60,000 USD at 50,000 with 10x, position value 1.2 BTC, margin
    /// 0.12 BTC. The copy at hand ends before the result; these are the page's formulas, quantity / (value ± (margin - maintenance)).
    /// </remarks>
    [Theory]
    [InlineData(Side.Buy, 45_662.10)]
    [InlineData(Side.Sell, 55_248.62)]
    public void Bybit_IsolatedInverse_IsLiquidatedWhereTheDocumentedFormulaSays(Side side, decimal documented)
    {
        var scenario = Bybit("BTC/USD:BTC@bybit", 1m, 10m).Flat(50_000, then: s => s.Market(side, 60_000m, "entry")).Flat(50_000);
        var price = (double)documented;
        scenario = side == Side.Buy ? scenario.Bar(50_000, 50_000, price + 0.01, 50_000).Bar(50_000, 50_000, price - 0.01, 50_000) : scenario.Bar(50_000, price - 0.01, 50_000, 50_000).Bar(50_000, price + 0.01, 50_000, 50_000);
        var result = scenario.Run();
        Assert.Equal((2, documented), (result.Fills.Count, decimal.Round(result.Fills[1].Price.Value, 2)));
        Assert.Equal(3, Scenario.MinuteOf(result.Fills[1]));
    }

    /// <remarks>Bybit, Profit &amp; Loss calculations (Inverse Contracts): 1,000 at 5,000 and 2,000 more at 6,000 are 3,000 at 5,625.</remarks>
    [Fact]
    public void Bybit_InverseScaleIn_HasTheDocumentedAverage()
    {
        var scenario = new Scenario { Name = "BTC/USD:BTC@bybit", Currency = "BTC", Cash = 10m, Funds = FundsPolicy.InitialMargin }
            .Flat(5_000, then: s => s.Market(Side.Buy, 1_000m, "a")).Flat(5_000, then: s => s.Market(Side.Buy, 2_000m, "b")).Flat(6_000);
        scenario.Run();
        Assert.Equal(5_625m, decimal.Round(scenario.Strategy.AveragePrice.Value, 8));
    }

    /// <remarks>Bybit, What is the quotation method of inverse perpetual contracts: 10,000 bought at 8,000 and sold at 12,500 gain 0.45 BTC.</remarks>
    [Fact]
    public void Bybit_InverseProfit_IsThatDocumented()
    {
        var result = new Scenario { Name = "BTC/USD:BTC@bybit", Currency = "BTC", Cash = 2m, Funds = FundsPolicy.InitialMargin }
            .Flat(8_000, then: s => s.Market(Side.Buy, 10_000m, "in")).Flat(8_000, then: s => s.Market(Side.Sell, 10_000m, "out")).Flat(12_500).Run();
        Assert.Equal(2.45m, result.FinalCash);
        Assert.Equal(0.45m, Assert.Single(result.RoundTrips).Pnl);
    }

    private static Scenario Bybit(string name, decimal cash, decimal leverage) => new()
    {
        Name = name,
        Currency = InstrumentId.Parse(name).Money,
        Cash = cash,
        Funds = FundsPolicy.InitialMargin,
        Leverage = leverage,
        Margin = ExampleTables.Load("bybit-first-tiers", MarginMode.Isolated),
    };

    private static BacktestResult RunBinance(int falling, double low)
    {
        Bar[] btc = [At(0, 32_481.98), At(1, 32_481.98), At(2, 31_967.27), Falling(falling == 0, 31_967.27, low)];
        Bar[] eth = [At(0, 1_456.84), At(1, 1_456.84), At(2, 1_335.18), Falling(falling == 1, 1_335.18, low)];
        return Backtest.Run(new BacktestPlan
        {
            Setup = new SessionSetup
            {
                Instruments = [new Instrument(InstrumentId.Parse("BTC/USDT:USDT@binance")), new Instrument(InstrumentId.Parse("ETH/USDT:USDT@binance"))],
                BaseIntervals = [Interval.Minutes(1), Interval.Minutes(1)],
                Accounts = [new AccountSetup(new AccountId("main"), "binance", AccountKind.Margin, [new Money(1_535_443.01m, "USDT")], default, FundsPolicy.InitialMargin, 10m)],
                Currency = "USDT",
            },
            Venue = new VenueOptions(new NextOpenFillModel(), new NoSlippage(), FeePresets.Flat(0m))
            {
                Margin = ExampleTables.Load("binance-usdm-2021-03", MarginMode.Cross).WithoutLeverageLimits(),
            },
            Bars = [BarColumns.FromBars(Interval.Minutes(1), btc), BarColumns.FromBars(Interval.Minutes(1), eth)],
            Strategies = [new BothLong()],
        });
    }

    private static Bar At(int minute, double price) => Bar.Create(Scenario.Start + Duration.FromMinutes(minute), price, price, price, price, 1e9);

    private static Bar Falling(bool isFalling, double price, double low) => Bar.Create(Scenario.Start + Duration.FromMinutes(3), price, price, isFalling ? low : price, price, 1e9);

    private sealed class BothLong : Strategy
    {
        private bool isDone;

        protected internal override void OnBarsClosed(Instant closeTime)
        {
            if (isDone) return;
            isDone = true;
            Submit(new OrderTerms(new InstrumentIndex(0), Side.Buy, new Quantity(109.488m)));
            Submit(new OrderTerms(new InstrumentIndex(1), Side.Buy, new Quantity(3_683.979m)));
        }
    }
}
