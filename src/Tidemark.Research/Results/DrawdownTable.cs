using System.Text.Json;
using Tidemark.Analytics.Risk;

namespace Tidemark.Research.Results;

/// <summary>The deepest drawdowns over the closes of UTC days (of bars, where those are longer), whatever the basis of the statistics.</summary>
internal static class DrawdownTable
{
    private const int Shown = 10;

    /// <summary>The deepest first, with their dates.</summary>
    public static IReadOnlyList<(Drawdown Drawdown, DrawdownDates Dates)> Of(RunReport report)
    {
        var times = report.Days.Sample(report.Result.Equity.Times.Span);
        var returns = EquityPeriods.Returns(report.Days.Sample(report.Result.Equity.Values.Span), report.Result.InitialEquity);
        return [.. DrawdownList.Deepest(returns, Shown).Select(drawdown => (drawdown, DrawdownDates.Of(drawdown, times, report.Description.From)))];
    }

    /// <summary>The property <c>drawdowns</c> of the result document.</summary>
    public static void WriteJson(Utf8JsonWriter writer, RunReport report)
    {
        writer.WriteStartArray("drawdowns");
        foreach (var (drawdown, dates) in Of(report))
        {
            writer.WriteStartObject();
            writer.WriteFinite("depth", drawdown.Depth);
            WriteTime(writer, "peak", dates.Peak);
            WriteTime(writer, "trough", dates.Trough);
            WriteTime(writer, "recovery", dates.Recovery);
            writer.WriteNumber("periodsDown", drawdown.TroughIndex - drawdown.PeakIndex);
            if (drawdown.RecoveryIndex is { } recovery) writer.WriteNumber("periodsBack", recovery - drawdown.TroughIndex);
            else writer.WriteNull("periodsBack");
            writer.WriteNumber("periods", drawdown.Length);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteTime(Utf8JsonWriter writer, string name, Instant? time)
    {
        if (time is { } known) writer.WriteString(name, known.ToString());
        else writer.WriteNull(name);
    }
}
