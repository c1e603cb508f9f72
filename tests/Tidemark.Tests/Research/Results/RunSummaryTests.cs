using Tidemark.Research.Results;

namespace Tidemark.Tests.Research.Results;

public sealed class RunSummaryTests
{
    [Fact]
    public void Write_Run_ShowsAssumptionsFiguresAndWarnings()
    {
        var report = Samples.Report("1d", Samples.Equity("1d", 1000, 1100, 1050), [Samples.Fill(1, Side.Buy, 1m, 100m, 0.5m)],
            [Samples.RoundTrip(10m, "take-profit"), Samples.RoundTrip(-5m, "stop-loss")], [Samples.Bars("1d", 100, 120, 130)]);
        var text = Text(report, false);
        Assert.DoesNotContain('\e', text);
        Assert.Contains("ma-cross on BTC/USDT@binance, 1d bars", text, StringComparison.Ordinal);
        Assert.Contains("fast=10, stop-loss=0.03", text, StringComparison.Ordinal);
        Assert.Contains("taker 10 bps", text, StringComparison.Ordinal);
        Assert.Matches(@"Total return +\+5\.00 % +\+29\.87 %", text);
        Assert.Matches(@"win rate 50\.0 %, profit factor 2\.00", text);
        Assert.Matches(@"stop-loss +1 +0\.0 % +0\.00 +-5\.00", text);
        Assert.Contains("warning: a warning of the run", text, StringComparison.Ordinal);
        Assert.Contains("note: a note", text, StringComparison.Ordinal);
        Assert.Contains(report.RunHash, text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public void Write_UndefinedFigures_AreDashes()
    {
        var text = Text(Samples.Report("1d", Samples.Equity("1d", 1000, 1000, 1000)), false);
        Assert.Matches(@"Sharpe ratio +-\n", text);
        Assert.Contains("no round trip closed (0 fills)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OnATerminal_PaintsGainsGreenAndLossesRed()
    {
        Assert.Contains("\e[32m", Text(Samples.Report("1d", Samples.Equity("1d", 1000, 1100)), true), StringComparison.Ordinal);
        Assert.Contains("\e[31m", Text(Samples.Report("1d", Samples.Equity("1d", 1000, 900)), true), StringComparison.Ordinal);
    }

    private static string Text(RunReport report, bool isColored)
    {
        using var output = new StringWriter { NewLine = "\n" };
        RunSummary.Write(output, report, isColored);
        return output.ToString();
    }
}
