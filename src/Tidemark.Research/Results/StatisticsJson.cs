using System.Text.Json;

namespace Tidemark.Research.Results;

/// <summary>The object <c>statistics</c> of the result document. Fractions, not percent; undefined is null.</summary>
internal static class StatisticsJson
{
    public static void Write(Utf8JsonWriter writer, RunStatistics statistics)
    {
        writer.WriteStartObject("statistics");
        writer.WriteString("basis", statistics.Basis);
        writer.WriteFinite("periodsPerYear", statistics.PeriodsPerYear);
        writer.WriteFinite("initialEquity", statistics.InitialEquity);
        writer.WriteFinite("finalEquity", statistics.FinalEquity);
        writer.WriteFinite("netProfit", statistics.NetProfit);
        writer.WriteFinite("totalReturn", statistics.TotalReturn);
        MetricsJson.WriteProperties(writer, statistics.Metrics);
        WriteTime(writer, "maxDrawdownPeak", statistics.Drawdown.Peak);
        WriteTime(writer, "maxDrawdownTrough", statistics.Drawdown.Trough);
        WriteTime(writer, "maxDrawdownRecovery", statistics.Drawdown.Recovery);
        writer.WriteFinite("maxDrawdownPerBar", statistics.MaximumDrawdownPerBar);
        writer.WriteFinite("exposure", statistics.Exposure);
        writer.WriteFinite("turnover", statistics.Turnover);
        writer.WriteFinite("turnoverPerYear", statistics.TurnoverPerYear);
        writer.WriteFinite("tradedNotional", statistics.TradedNotional);
        writer.WriteNumber("fills", statistics.FillCount);
        writer.WriteFinite("fees", statistics.Fees);
        writer.WriteFinite("slippage", statistics.Slippage);
        WriteFeesByAsset(writer, statistics.FeesByAsset);
        writer.WriteNumber("roundTrips", statistics.Trades.Count);
        WriteTrades(writer, statistics.Trades);
        WriteHolding(writer, statistics.BuyAndHold);
        if (statistics.Deflated is { } deflated) WriteDeflated(writer, deflated);
        WriteGroups(writer, "byInstrument", "instrument", statistics.ByInstrument);
        WriteGroups(writer, "byExitReason", "exitReason", statistics.ByExitReason);
        writer.WriteEndObject();
    }

    private static void WriteTrades(Utf8JsonWriter writer, TradeStatistics trades)
    {
        writer.WriteNumber("winners", trades.Winners);
        writer.WriteNumber("losers", trades.Losers);
        writer.WriteFinite("winRate", trades.WinRate);
        writer.WriteFinite("profitFactor", trades.ProfitFactor);
        writer.WriteFinite("expectancy", trades.Expectancy);
        writer.WriteFinite("meanReturn", trades.MeanReturn);
        writer.WriteNumber("closedPnl", trades.Pnl);
        writer.WriteNumber("grossProfit", trades.GrossProfit);
        writer.WriteNumber("grossLoss", trades.GrossLoss);
        writer.WriteFinite("averageWin", trades.AverageWin);
        writer.WriteFinite("averageLoss", trades.AverageLoss);
        writer.WriteFinite("payoffRatio", trades.PayoffRatio);
        writer.WriteNumber("largestWin", trades.LargestWin);
        writer.WriteNumber("largestLoss", trades.LargestLoss);
        writer.WriteNumber("longestLosingStreak", trades.LongestLosingStreak);
        writer.WriteFinite("meanBars", trades.MeanBars);
    }

    private static void WriteHolding(Utf8JsonWriter writer, HoldingFigures? holding)
    {
        if (holding is null)
        {
            writer.WriteNull("buyAndHold");
            writer.WriteNull("versusBuyAndHold");
            return;
        }
        writer.WriteStartObject("buyAndHold");
        writer.WriteString("definition", HoldingFigures.Definition);
        writer.WriteFinite("finalEquity", holding.FinalEquity);
        writer.WriteFinite("totalReturn", holding.TotalReturn);
        MetricsJson.WriteProperties(writer, holding.Metrics);
        writer.WriteEndObject();
        writer.WriteStartObject("versusBuyAndHold");
        MetricsJson.WriteProperties(writer, holding.Versus);
        writer.WriteEndObject();
    }

    private static void WriteDeflated(Utf8JsonWriter writer, DeflatedFigures deflated)
    {
        writer.WriteStartObject("deflatedSharpe");
        writer.WriteNumber("trials", deflated.Trials);
        writer.WriteFinite("expectedMaximum", deflated.ExpectedMaximum);
        writer.WriteFinite("probability", deflated.Probability);
        writer.WriteEndObject();
    }

    private static void WriteGroups(Utf8JsonWriter writer, string name, string key, IReadOnlyList<TradeGroup> groups)
    {
        writer.WriteStartArray(name);
        foreach (var group in groups)
        {
            writer.WriteStartObject();
            writer.WriteString(key, group.Name);
            writer.WriteNumber("roundTrips", group.Statistics.Count);
            writer.WriteNumber("fees", group.Statistics.Fees);
            WriteTrades(writer, group.Statistics);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteFeesByAsset(Utf8JsonWriter writer, IReadOnlyList<Money> fees)
    {
        writer.WriteStartObject("feesByAsset");
        foreach (var fee in fees) writer.WriteNumber(fee.Asset, fee.Value);
        writer.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter writer, string name, Instant? time)
    {
        if (time is { } known) writer.WriteString(name, known.ToString());
        else writer.WriteNull(name);
    }
}
