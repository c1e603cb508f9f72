using Tidemark.Simulation.Contracts;

namespace Tidemark.Tests.Simulation.Contracts;

public sealed class MarginRulesJsonTests
{
    [Fact]
    public void Deductions_OfTheBinanceTable_AreTheMaintenanceAmountsOfTheVenue()
    {
        var rules = ExampleTables.Load("binance-usdm-2021-03", MarginMode.Cross);
        Assert.Equal([0m, 50m, 1_300m, 16_300m, 266_300m, 1_266_300m, 2_516_300m, 5_016_300m, 25_016_300m, 100_016_300m], rules.Tables["BTC/USDT:USDT"].Tiers.Select(tier => tier.Deduction));
        Assert.Equal([0m, 15m, 365m, 5_365m, 35_365m, 135_365m, 260_365m, 510_365m, 2_510_365m], rules.Tables["ETH/USDT:USDT"].Tiers.Select(tier => tier.Deduction));
    }

    [Fact]
    public void Write_ThenParse_IsTheSame_WithTheSymbolsNeeded()
    {
        var rules = ExampleTables.Load("binance-usdm-2021-03", MarginMode.Isolated);
        var text = MarginRulesJson.Write(rules, ["ETH/USDT:USDT"]);
        var back = MarginRulesJson.Parse(text, "x", MarginMode.Isolated);
        Assert.Equal(["ETH/USDT:USDT"], back.Tables.Keys);
        Assert.Equal(rules.Tables["ETH/USDT:USDT"].Tiers, back.Tables["ETH/USDT:USDT"].Tiers);
        Assert.Equal((rules.LiquidationFeeRate, rules.Source, rules.Mode), (back.LiquidationFeeRate, back.Source, back.Mode));
        Assert.Equal(text, MarginRulesJson.Write(back, ["ETH/USDT:USDT"]));
    }

    [Theory]
    [InlineData("{", "x.json: ")]
    [InlineData("{}", "x.json: ")]
    [InlineData("""{"instruments":{}}""", "empty")]
    [InlineData("""{"instruments":{"*":[]}}""", "*: a table needs")]
    [InlineData("""{"instruments":{"*":[{"notionalFrom":5,"rate":0.1}]}}""", "must begin at 0")]
    [InlineData("""{"instruments":{"*":[{"notionalFrom":0,"rate":1}]}}""", "must be a fraction")]
    [InlineData("""{"instruments":{"*":[{"notionalFrom":0,"rate":0.1},{"notionalFrom":0,"rate":0.1}]}}""", "must ascend")]
    [InlineData("""{"maintenanceAt":"last","instruments":{"*":[{"notionalFrom":0,"rate":0.1}]}}""", "not mark or entry")]
    [InlineData("""{"liquidationFeeRate":2,"instruments":{"*":[{"notionalFrom":0,"rate":0.1}]}}""", "liquidationFeeRate")]
    public void Parse_BadFile_IsRefusedWithOneLine(string text, string expected)
    {
        var refusal = Assert.Throws<BadInputException>(() => MarginRulesJson.Parse(text, "x.json", MarginMode.Cross));
        Assert.StartsWith("x.json: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void TableOf_SymbolThatIsMissing_IsRefusedByName() =>
        Assert.Contains("SOL/USDT:USDT", Assert.Throws<BadInputException>(() => ExampleTables.Load("binance-usdm-2021-03", MarginMode.Cross).TableOf(InstrumentId.Parse("SOL/USDT:USDT@binance"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Find_PositionsOfEverySize_AreLiquidatedExactlyWhereTheMarginIsUsedUp()
    {
        var table = ExampleTables.Load("binance-usdm-2021-03", MarginMode.Cross).Tables["BTC/USDT:USDT"];
        foreach (var quantity in new[] { 0.5m, -0.5m, 20m, -300m, 2_000m, -5_000m })
            foreach (var isInverse in new[] { false, true })
            {
                var held = isInverse ? quantity * 10_000m : quantity;
                var entry = ContractValue.Of(isInverse, held, 30_000m);
                var backing = Math.Abs(entry) * 0.6m;
                if (LiquidationPrice.Find(isInverse, held, entry, backing, table) is not { } price) continue;
                var value = ContractValue.Of(isInverse, held, price);
                Assert.Equal(0, (double)(backing + value - entry - table.MarginOf(Math.Abs(value))), 6);
            }
    }
}
