using System.Globalization;
using Tidemark.Analytics.Regimes;
using Tidemark.Research.Attribution;
using Tidemark.Research.Results;
using Tidemark.Simulation.Backtesting;

namespace Tidemark.Research.Reports;

/// <summary>The tables of where the result came from and what trading cost.</summary>
internal static class TearSheetAttribution
{
    /// <summary>More lines than this are in the JSON document; the largest and smallest profits are shown.</summary>
    private const int MostLines = 24;

    /// <summary>The ways to share out the trades, and with how many lines each is worth a table. Weekday and hour are drawn.</summary>
    private static readonly (string Name, int LeastLines)[] Shown =
        [("byInstrument", 2), ("byStrategy", 2), ("bySide", 2), ("byEntryTag", 2), ("byExitReason", 1), ("byEntryRegime", 2)];

    public static void Write(HtmlText html, RunReport report)
    {
        if (report.Attribution is not { } attribution)
        {
            html.Element("p", "The account could not be valued.", "class=\"hint\"");
            return;
        }
        html.Markup("<div class=\"columns\"><div>");
        WriteSources(html, attribution, report.Result.Currency);
        html.Markup("</div><div>");
        WriteCosts(html, report, attribution);
        html.Markup("</div></div>");
        WriteRegimes(html, attribution, report.Result.Currency);
        foreach (var (name, leastLines) in Shown)
            if (attribution.By(name).Count >= leastLines) WriteTrades(html, attribution.Dimensions.First(one => one.Name == name), report.Result.Currency);
    }

    private static void WriteSources(HtmlText html, RunAttribution attribution, string currency)
    {
        html.Element("h3", "Profit").OpenTable("What the profit is made of", ["Part", $"Profit {currency}", "Of the initial equity"]);
        Row("Round trips, after costs", attribution.RoundTrips, "");
        foreach (var line in attribution.Rest.Where(AttributionSummary.IsWorthALine)) Row(Capital(RestNames.Of(line.Kind)), line.Amount, "");
        Row("Net profit", attribution.NetProfit, " class=\"sum\"");
        html.CloseTable();

        void Row(string name, decimal amount, string attributes) => html.Markup($"<tr{attributes}>").Element("th", name, "scope=\"row\"")
            .Element("td", ReportText.SignedAmount((double)amount), $"class=\"{TearSheetTables.SignClass((double)amount)}\"")
            .Element("td", ReportText.Percent((double)amount / (double)attribution.InitialEquity)).Markup("</tr>");
    }

    private static void WriteCosts(HtmlText html, RunReport report, RunAttribution attribution)
    {
        var (currency, notional) = (report.Result.Currency, report.Statistics.TradedNotional);
        html.Element("h3", "Costs, in the profit already").OpenTable("What trading cost", ["Cost", $"Paid {currency}", "Of the initial equity", "Of what was traded"]);
        foreach (var line in attribution.Costs.Where(line => line.Kind is CostKind.Fees or CostKind.Slippage || line.Amount != 0m)) Row(NameOf(line.Kind), (double?)line.Amount ?? double.NaN, "");
        var sum = attribution.Costs.Sum(line => (double?)line.Amount ?? double.NaN);
        Row("All costs", sum, " class=\"sum\"");
        html.Markup("<tr>").Element("th", "Profit without them", "scope=\"row\"").Element("td", ReportText.SignedAmount((double)attribution.NetProfit + sum), $"class=\"{TearSheetTables.SignClass((double)attribution.NetProfit + sum)}\"")
            .Element("td", ReportText.Percent(((double)attribution.NetProfit + sum) / (double)attribution.InitialEquity)).Element("td", "").Markup("</tr>");
        html.CloseTable();

        void Row(string name, double amount, string attributes) => html.Markup($"<tr{attributes}>").Element("th", name, "scope=\"row\"")
            .Element("td", ReportText.Amount(amount)).Element("td", ReportText.PlainPercent(amount / (double)attribution.InitialEquity))
            .Element("td", BasisPoints(amount / notional)).Markup("</tr>");
    }

    private static void WriteRegimes(HtmlText html, RunAttribution attribution, string currency)
    {
        var regimes = attribution.Regimes;
        if (regimes.All(regime => regime.Regime == Regime.Unknown)) return;
        html.Element("h3", "By market regime").OpenTable("Results by market regime", ["Regime", "Days", "Return", "Buy-and-hold", "Sharpe ratio", $"Profit {currency}", ""], "lines regimes");
        var largest = regimes.Max(regime => Math.Abs(regime.NetProfit));
        foreach (var regime in regimes)
        {
            html.Markup("<tr>").Element("th", RegimeNames.Of(regime.Regime), "scope=\"row\"").Element("td", ReportText.Count(regime.Periods))
                .Element("td", ReportText.Percent(regime.Return), $"class=\"{TearSheetTables.SignClass(regime.Return)}\"")
                .Element("td", ReportText.Percent(regime.HoldingReturn), $"class=\"{TearSheetTables.SignClass(regime.HoldingReturn)}\"")
                .Element("td", ReportText.Ratio(regime.SharpeRatio)).Element("td", ReportText.SignedAmount((double)regime.NetProfit), $"class=\"{TearSheetTables.SignClass((double)regime.NetProfit)}\"");
            Bar(html, regime.NetProfit, largest).Markup("</tr>");
        }
        html.CloseTable().Element("p", Capital(RegimeRule.Description) + ".", "class=\"hint\"");
    }

    private static void WriteTrades(HtmlText html, AttributionDimension dimension, string currency)
    {
        var hasOpen = dimension.Lines.Any(line => line.OpenPnl != 0m);
        string[] open = hasOpen ? [$"Still open {currency}"] : [];
        var further = AttributionSummary.FurtherColumns(dimension);
        html.Element("h3", "By " + dimension.Heading).OpenTable($"Round trips by {dimension.Heading}",
            [Capital(dimension.Heading), "Trades", "Win rate", "Profit factor", "Mean return", $"Fees {currency}", .. open, $"Profit {currency}", .. further.Select(column => $"{Capital(column.Heading)} {currency}"), ""], "lines groups");
        var lines = dimension.Lines.Count <= MostLines ? dimension.Lines : Extremes(dimension.Lines);
        var largest = lines.Max(line => Math.Abs(line.Pnl + line.OpenPnl));
        foreach (var line in lines)
        {
            html.Markup("<tr>").Element("th", line.Name, "scope=\"row\"").Element("td", ReportText.Count(line.RoundTrips)).Element("td", ReportText.PlainPercent(line.WinRate))
                .Element("td", ReportText.Ratio(line.ProfitFactor)).Element("td", ReportText.Percent(line.MeanReturn), $"class=\"{TearSheetTables.SignClass(line.MeanReturn)}\"")
                .Element("td", ReportText.Amount((double)line.Fees));
            if (hasOpen) html.Element("td", ReportText.SignedAmount((double)line.OpenPnl), $"class=\"{TearSheetTables.SignClass((double)line.OpenPnl)}\"");
            html.Element("td", ReportText.SignedAmount((double)line.Pnl), $"class=\"{TearSheetTables.SignClass((double)line.Pnl)}\"");
            foreach (var column in further) html.Element("td", ReportText.SignedAmount((double)column.Of(line)), $"class=\"{TearSheetTables.SignClass((double)column.Of(line))}\"");
            Bar(html, line.Pnl + line.OpenPnl, largest).Markup("</tr>");
        }
        html.CloseTable();
        if (lines.Count < dimension.Lines.Count) html.Element("p", $"The best and the worst of {ReportText.Count(dimension.Lines.Count)}.", "class=\"hint\"");
    }

    private static AttributedTrades[] Extremes(IReadOnlyList<AttributedTrades> lines)
    {
        var ordered = lines.OrderByDescending(line => line.Pnl + line.OpenPnl).ThenBy(line => line.Name, StringComparer.Ordinal).ToArray();
        return [.. ordered[..(MostLines / 2)], .. ordered[^(MostLines / 2)..]];
    }

    /// <summary>A bar to the left for a loss, to the right for a profit.</summary>
    private static HtmlText Bar(HtmlText html, decimal amount, decimal largest)
    {
        var share = largest == 0m ? 0m : Math.Abs(amount) / largest * 50m;
        return html.Markup(string.Create(CultureInfo.InvariantCulture, $"<td class=\"share\"><i class=\"{(amount < 0m ? "loss" : "gain")}\" style=\"width:{share:0.##}%\"></i></td>"));
    }

    private static string NameOf(CostKind kind) => kind switch
    {
        CostKind.Fees => "Fees",
        CostKind.Slippage => "Slippage",
        CostKind.Funding => "Funding",
        CostKind.Interest => "Interest",
        CostKind.Transfers => "Transfer fees",
        _ => "Liquidation fees",
    };

    private static string BasisPoints(double fraction) => double.IsFinite(fraction) ? (fraction * 10_000).ToString("0.0 'bps'", CultureInfo.InvariantCulture) : ReportText.Undefined;

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
