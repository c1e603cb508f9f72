using System.Text.Json;
using Tidemark.Analytics.Regimes;
using Tidemark.Research.Results;

namespace Tidemark.Research.Attribution;

/// <summary>The object <c>attribution</c> of the result document. Money as exact decimals, fractions not percent, undefined is null.</summary>
internal static class AttributionJson
{
    public static void Write(Utf8JsonWriter writer, RunAttribution? attribution)
    {
        if (attribution is null)
        {
            writer.WriteNull("attribution");
            return;
        }
        writer.WriteStartObject("attribution");
        writer.WriteNumber("initialEquity", attribution.InitialEquity);
        writer.WriteNumber("finalEquity", attribution.FinalEquity);
        writer.WriteNumber("netProfit", attribution.NetProfit);
        writer.WriteNumber("roundTrips", attribution.RoundTrips);
        writer.WriteStartObject("rest");
        foreach (var line in attribution.Rest) writer.WriteNumber(JsonNamingPolicy.CamelCase.ConvertName(line.Kind.ToString()), line.Amount);
        writer.WriteEndObject();
        writer.WriteStartObject("costs");
        foreach (var line in attribution.Costs)
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(line.Kind.ToString());
            if (line.Amount is { } amount) writer.WriteNumber(name, amount);
            else writer.WriteNull(name);
        }
        writer.WriteEndObject();
        foreach (var dimension in attribution.Dimensions) WriteDimension(writer, dimension);
        WriteRegimes(writer, attribution.Regimes);
        writer.WriteEndObject();
    }

    private static void WriteDimension(Utf8JsonWriter writer, AttributionDimension dimension)
    {
        writer.WriteStartArray(dimension.Name);
        using var rows = new JsonRows(writer);
        foreach (var line in dimension.Lines)
        {
            var row = rows.Begin();
            row.WriteString("name", line.Name);
            row.WriteNumber("roundTrips", line.RoundTrips);
            row.WriteNumber("winners", line.Winners);
            row.WriteNumber("pnl", line.Pnl);
            row.WriteNumber("fees", line.Fees);
            if (dimension.Name is "byInstrument" or "byStrategy") row.WriteNumber("openPnl", line.OpenPnl);
            if (dimension.Name == "byStrategy") WriteCosts(row, line);
            row.WriteFinite("winRate", line.WinRate);
            row.WriteFinite("profitFactor", line.ProfitFactor);
            row.WriteFinite("meanReturn", line.MeanReturn);
            rows.End();
        }
        writer.WriteEndArray();
    }

    /// <summary>As in <c>rest</c>, negative is paid; <c>netPnl</c> of all lines and <c>rest.other</c> are the net profit.</summary>
    private static void WriteCosts(Utf8JsonWriter row, AttributedTrades line)
    {
        if (line.FeesPaid is { } fees) row.WriteNumber("feesPaid", fees);
        else row.WriteNull("feesPaid");
        row.WriteNumber("funding", line.Funding);
        row.WriteNumber("interest", line.Interest);
        row.WriteNumber("liquidation", line.Liquidation);
        row.WriteNumber("transfers", line.Transfers);
        row.WriteNumber("netPnl", line.NetPnl);
    }

    private static void WriteRegimes(Utf8JsonWriter writer, IReadOnlyList<RegimeResult> regimes)
    {
        writer.WriteString("regimeRule", RegimeRule.Description);
        writer.WriteStartArray("byRegime");
        using var rows = new JsonRows(writer);
        foreach (var regime in regimes)
        {
            var row = rows.Begin();
            row.WriteString("name", RegimeNames.Of(regime.Regime));
            row.WriteString("trend", RegimeNames.TrendOf(regime.Regime));
            row.WriteString("volatility", RegimeNames.VolatilityOf(regime.Regime));
            row.WriteNumber("periods", regime.Periods);
            row.WriteNumber("netProfit", regime.NetProfit);
            row.WriteFinite("return", regime.Return);
            row.WriteFinite("sharpeRatio", regime.SharpeRatio);
            row.WriteFinite("buyAndHoldReturn", regime.HoldingReturn);
            rows.End();
        }
        writer.WriteEndArray();
    }
}
