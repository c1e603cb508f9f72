using Tidemark.Analytics.Regimes;
using Tidemark.Research.Attribution;

namespace Tidemark.Research.Results;

/// <summary>Where the profit of a run came from, for a terminal. Ways to share it out that have one part only are left out.</summary>
internal static class AttributionSummary
{
    private const int LabelWidth = 24;

    /// <summary>Ways that are worth a table here; the others are in JSON and in the HTML report. What ends a trade is always told.</summary>
    private static readonly (string Name, int LeastLines)[] Shown = [("byInstrument", 2), ("byStrategy", 2), ("bySide", 2), ("byEntryTag", 2), ("byExitReason", 1)];

    /// <summary>More lines than this are for a file; the largest and smallest profits stay.</summary>
    private const int MostLines = 20;

    public static void Write(TextWriter output, RunReport report)
    {
        if (report.Attribution is not { } attribution) return;
        var currency = report.Result.Currency;
        if (attribution.Rest.Any(IsWorthALine)) WriteSources(output, attribution, currency);
        foreach (var (name, leastLines) in Shown)
            if (attribution.By(name).Count >= leastLines) WriteTrades(output, attribution.Dimensions.First(one => one.Name == name), currency);
        WriteRegimes(output, attribution.Regimes, currency);
    }

    /// <summary>What is below a thousandth of the smallest coin rounds to nothing.</summary>
    public static bool IsWorthALine(RestLine line) => Math.Abs(line.Amount) >= 0.000005m;

    private static void WriteSources(TextWriter output, RunAttribution attribution, string currency)
    {
        output.WriteLine($"{"where it came from",-LabelWidth}{$"profit {currency}",18}");
        output.WriteLine($"{"round trips",-LabelWidth}{ReportText.SignedAmount((double)attribution.RoundTrips),18}");
        foreach (var line in attribution.Rest.Where(IsWorthALine)) output.WriteLine($"{RestNames.Of(line.Kind),-LabelWidth}{ReportText.SignedAmount((double)line.Amount),18}");
        output.WriteLine($"{"together",-LabelWidth}{ReportText.SignedAmount((double)attribution.NetProfit),18}");
        output.WriteLine();
    }

    private static void WriteTrades(TextWriter output, AttributionDimension dimension, string currency)
    {
        var hasOpen = dimension.Lines.Any(line => line.OpenPnl != 0m);
        var further = FurtherColumns(dimension);
        output.WriteLine($"{"by " + dimension.Heading,-LabelWidth}{"trades",8}{"win rate",10}{"profit factor",15}{$"profit {currency}",18}{(hasOpen ? "still open" : ""),15}{string.Concat(further.Select(column => $"{column.Heading,15}"))}".TrimEnd());
        var lines = dimension.Lines.Count <= MostLines ? dimension.Lines : [.. Extremes(dimension.Lines)];
        foreach (var line in lines)
            output.WriteLine($"{line.Name,-LabelWidth}{ReportText.Count(line.RoundTrips),8}{ReportText.PlainPercent(line.WinRate),10}{ReportText.Ratio(line.ProfitFactor),15}{ReportText.SignedAmount((double)line.Pnl),18}{(hasOpen ? ReportText.SignedAmount((double)line.OpenPnl) : ""),15}{string.Concat(further.Select(column => $"{ReportText.SignedAmount((double)column.Of(line)),15}"))}".TrimEnd());
        if (lines.Count < dimension.Lines.Count) output.WriteLine($"and {ReportText.Count(dimension.Lines.Count - lines.Count)} between them (all with --json)");
        output.WriteLine();
    }

    /// <summary>What strategies paid besides, where something was paid, and what is left with it.</summary>
    public static IReadOnlyList<(string Heading, Func<AttributedTrades, decimal> Of)> FurtherColumns(AttributionDimension dimension)
    {
        (string Heading, Func<AttributedTrades, decimal> Of)[] all = [("funding", line => line.Funding), ("interest", line => line.Interest), ("forced closing", line => line.Liquidation), ("transfers", line => line.Transfers)];
        var paid = all.Where(column => dimension.Lines.Any(line => column.Of(line) != 0m)).ToArray();
        return paid.Length == 0 ? [] : [.. paid, ("together", line => line.NetPnl)];
    }

    private static IEnumerable<AttributedTrades> Extremes(IReadOnlyList<AttributedTrades> lines)
    {
        var ordered = lines.OrderByDescending(line => line.Pnl + line.OpenPnl).ThenBy(line => line.Name, StringComparer.Ordinal).ToArray();
        return ordered[..(MostLines / 2)].Concat(ordered[^(MostLines / 2)..]);
    }

    private static void WriteRegimes(TextWriter output, IReadOnlyList<RegimeResult> regimes, string currency)
    {
        if (regimes.All(regime => regime.Regime == Regime.Unknown)) return;
        output.WriteLine($"{"by market regime",-LabelWidth}{"days",8}{"return",12}{"buy-and-hold",13}{$"profit {currency}",18}");
        foreach (var regime in regimes)
            output.WriteLine($"{RegimeNames.Of(regime.Regime),-LabelWidth}{ReportText.Count(regime.Periods),8}{ReportText.Percent(regime.Return),12}{ReportText.Percent(regime.HoldingReturn),13}{ReportText.SignedAmount((double)regime.NetProfit),18}");
        output.WriteLine();
    }
}
