using System.Text.Json;
using Tidemark.Engine.Portfolios;

namespace Tidemark.Research.Results;

/// <summary>The arrays <c>fills</c>, <c>roundTrips</c> and <c>openPositions</c> of the result document, one object a line.</summary>
internal static class TradesJson
{
    public static void WriteFills(Utf8JsonWriter writer, IReadOnlyList<Fill> fills, IReadOnlyList<InstrumentId> instruments, IReadOnlyList<StrategyId> strategies, int limit)
    {
        writer.WriteStartArray("fills");
        using var rows = new JsonRows(writer);
        for (var i = 0; i < Math.Min(fills.Count, limit); i++)
        {
            var fill = fills[i];
            var row = rows.Begin();
            row.WriteString("time", fill.Time.ToString());
            row.WriteString("instrument", instruments[fill.Instrument.Value].ToString());
            WriteStrategy(row, strategies, fill.Strategy);
            row.WriteString("side", fill.Side == Side.Buy ? "buy" : "sell");
            row.WriteNumber("quantity", fill.Quantity.Value);
            row.WriteNumber("price", fill.Price.Value);
            row.WriteNumber("fee", DecimalForm.Canonical(fill.Fee));
            row.WriteString("feeAsset", fill.FeeAsset);
            row.WriteNumber("slippage", DecimalForm.Canonical(fill.Slippage));
            row.WriteString("role", fill.Role == LiquidityRole.Maker ? "maker" : "taker");
            row.WriteString("tag", fill.Tag);
            row.WriteNumber("orderId", fill.Order.Value);
            row.WriteString("tradeId", fill.TradeId.ToString());
            rows.End();
        }
        writer.WriteEndArray();
    }

    public static void WriteRoundTrips(Utf8JsonWriter writer, IReadOnlyList<RoundTrip> roundTrips, IReadOnlyList<InstrumentId> instruments, IReadOnlyList<StrategyId> strategies, int limit)
    {
        writer.WriteStartArray("roundTrips");
        using var rows = new JsonRows(writer);
        for (var i = 0; i < Math.Min(roundTrips.Count, limit); i++)
        {
            var trip = roundTrips[i];
            var row = rows.Begin();
            row.WriteString("instrument", instruments[trip.Instrument.Value].ToString());
            WriteStrategy(row, strategies, trip.Strategy);
            row.WriteString("side", trip.Side == PositionSide.Short ? "short" : "long");
            row.WriteString("entryTime", trip.EntryTime.ToString());
            row.WriteNumber("entryPrice", trip.EntryPrice.Value);
            row.WriteString("exitTime", trip.ExitTime.ToString());
            row.WriteNumber("exitPrice", trip.ExitPrice.Value);
            row.WriteNumber("quantity", trip.Quantity.Value);
            row.WriteNumber("pnl", trip.Pnl);
            row.WriteFinite("return", trip.Return);
            row.WriteNumber("fees", trip.Fees);
            row.WriteFinite("mae", trip.Mae);
            row.WriteFinite("mfe", trip.Mfe);
            row.WriteNumber("bars", trip.Bars);
            row.WriteString("entryTag", trip.EntryTag);
            row.WriteString("exitReason", trip.ExitReason);
            rows.End();
        }
        writer.WriteEndArray();
    }

    public static void WriteOpenPositions(Utf8JsonWriter writer, IReadOnlyList<OpenPosition> positions, IReadOnlyList<InstrumentId> instruments, IReadOnlyList<StrategyId> strategies)
    {
        writer.WriteStartArray("openPositions");
        using var rows = new JsonRows(writer);
        foreach (var position in positions)
        {
            var row = rows.Begin();
            row.WriteString("instrument", instruments[position.Instrument.Value].ToString());
            WriteStrategy(row, strategies, position.Strategy);
            row.WriteNumber("quantity", position.Quantity.Value);
            row.WriteNumber("averagePrice", position.AveragePrice.Value);
            row.WriteFinite("markPrice", position.MarkPrice);
            row.WriteFinite("unrealizedPnl", position.UnrealizedPnl);
            row.WriteNumber("realizedPnl", position.RealizedPnl);
            row.WriteNumber("fees", position.Fees);
            rows.End();
        }
        writer.WriteEndArray();
    }

    /// <summary>Named only where several strategies share the account.</summary>
    private static void WriteStrategy(Utf8JsonWriter row, IReadOnlyList<StrategyId> strategies, int strategy)
    {
        if (strategies.Count > 1) row.WriteString("strategy", strategies[strategy].Name);
    }
}
