using System.Globalization;
using System.Text.Json;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Fees;

namespace Tidemark.Research.Results;

/// <summary>The object <c>run</c> of the result document.</summary>
internal static class RunJson
{
    public static void Write(Utf8JsonWriter writer, RunReport report, string? id)
    {
        var description = report.Description;
        writer.WriteStartObject("run");
        if (id is not null) writer.WriteString("id", id);
        writer.WriteString("strategy", description.Strategy);
        WriteParameters(writer, description);
        WriteTexts(writer, "instruments", description.Traded.Select(instrument => instrument.ToString()));
        if (description.ConversionCount > 0) WriteTexts(writer, "conversions", description.Instruments.Skip(description.Instruments.Count - description.ConversionCount).Select(instrument => instrument.ToString()));
        if (description.Universe is { } universe) writer.WriteString("universe", universe);
        writer.WriteString("interval", description.Interval.ToString());
        WriteTexts(writer, "sources", description.Sources);
        writer.WriteBoolean("synthetic", description.IsSynthetic);
        writer.WriteString("from", description.From.ToString());
        writer.WriteString("to", description.To.ToString());
        writer.WriteNumber("bars", report.Result.BarCount);
        writer.WriteNumber("warmUpBars", description.WarmUpBars);
        writer.WriteString("currency", report.Result.Currency);
        writer.WriteNumber("initialCash", report.Result.InitialCash);
        writer.WriteNumber("finalCash", report.Result.FinalCash);
        WriteCosts(writer, description);
        writer.WriteString("slippage", description.Slippage);
        writer.WriteString("latency", description.Latency);
        writer.WriteString("fillModel", description.FillModel);
        writer.WriteString("fillAssumption", description.FillAssumption);
        writer.WriteString("account", description.Account == AccountKind.Spot ? "spot" : "margin");
        writer.WriteNumber("leverage", description.Leverage);
        if (description.Margin is { } margin) writer.WriteString("margin", margin);
        writer.WriteString("sizing", description.Sizing);
        if (description.Seed is { } seed) writer.WriteNumber("seed", seed);
        else writer.WriteNull("seed");
        writer.WriteString("dataHash", description.DataHash);
        writer.WriteString("runHash", report.RunHash);
        writer.WriteString("build", description.Build);
        WriteOrders(writer, report.Result);
        WriteTexts(writer, "warnings", report.Statistics.Warnings);
        WriteTexts(writer, "notes", description.Notes);
        writer.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter writer, RunDescription description)
    {
        writer.WriteStartObject("parameters");
        foreach (var (name, value) in description.Parameters)
        {
            if (decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) writer.WriteNumber(name, number);
            else if (value is "true" or "false") writer.WriteBoolean(name, value == "true");
            else writer.WriteString(name, value);
        }
        writer.WriteEndObject();
    }

    private static void WriteCosts(Utf8JsonWriter writer, RunDescription description)
    {
        writer.WriteStartObject("costs");
        WriteFees(writer, description.Fees);
        if (description.OtherFees.Count > 0)
        {
            writer.WriteStartArray("otherMarkets");
            foreach (var market in description.OtherFees)
            {
                writer.WriteStartObject();
                writer.WriteString("venue", market.Venue);
                writer.WriteBoolean("contracts", market.IsOfContracts);
                WriteFees(writer, market.Fees);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    private static void WriteFees(Utf8JsonWriter writer, FeeSchedule fees)
    {
        writer.WriteString("name", fees.Name);
        writer.WriteNumber("makerFeeRate", fees.Rates.Maker);
        writer.WriteNumber("takerFeeRate", fees.Rates.Taker);
        writer.WriteBoolean("declaredByInstrument", fees.ByInstrument);
        writer.WriteString("feeAsset", fees.Asset ?? fees.AssetRule.ToString().ToLowerInvariant());
        writer.WriteString("source", fees.Source);
    }

    private static void WriteOrders(Utf8JsonWriter writer, BacktestResult result)
    {
        writer.WriteNumber("ordersSubmitted", result.OrdersSubmitted);
        writer.WriteNumber("largeOrders", result.Counts.LargeOrders);
        writer.WriteNumber("fillsOverGaps", result.Counts.FillsOverGaps);
        writer.WriteNumber("delistedCloses", result.DelistedCloses);
        writer.WriteStartObject("refusals");
        foreach (var (reason, count) in result.Refusals.OrderBy(pair => pair.Key))
            writer.WriteNumber(JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()), count);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
