using System.Globalization;

namespace Tidemark.Research.Reports;

/// <summary>Lines over numbers as a drawing inside a page: learning curves, the receiver operating characteristic, calibration.</summary>
internal sealed class LinePlot(string label, string across, string up)
{
    private const int Width = 560, Height = 300, Left = 58, Right = 14, Top = 12, Bottom = 40, Ticks = 5, MostPoints = 600;
    private readonly List<PlotLine> lines = [];

    /// <summary>Ends of the axes that are shown in any case.</summary>
    public (double Low, double High)? AcrossRange { get; init; }

    /// <inheritdoc cref="AcrossRange"/>
    public (double Low, double High)? UpRange { get; init; }

    /// <summary>What stands below the axis at a value, in place of the number.</summary>
    public Func<double, string>? AcrossText { get; init; }

    /// <summary>Adds a line; points that are not finite are left out.</summary>
    public LinePlot Add(PlotLine line)
    {
        if (line.Points.Any(point => double.IsFinite(point.X) && double.IsFinite(point.Y))) lines.Add(line);
        return this;
    }

    public void WriteTo(HtmlText html)
    {
        if (lines.Count == 0)
        {
            html.Element("p", "There is nothing to draw.", "class=\"hint\"");
            return;
        }
        var points = lines.SelectMany(line => line.Points).Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)).ToArray();
        var (lowX, highX) = AcrossRange ?? Range(points.Select(point => point.X));
        var (lowY, highY) = UpRange ?? Range(points.Select(point => point.Y));
        html.Markup($"<svg class=\"plot\" role=\"img\" viewBox=\"0 0 {Width} {Height}\" aria-label=\"").Text(label).Markup("\">");
        foreach (var y in RoundTicks(lowY, highY))
            html.Markup(Text($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(y):0.0}\" y2=\"{Y(y):0.0}\"/><text x=\"{Left - 6}\" y=\"{Y(y) + 4:0.0}\" text-anchor=\"end\">{Number(y, highY - lowY)}</text>"));
        foreach (var x in RoundTicks(lowX, highX))
            html.Markup(Text($"<text x=\"{X(x):0.0}\" y=\"{Height - Bottom + 16}\" text-anchor=\"middle\">")).Text(AcrossText is null ? Number(x, highX - lowX) : AcrossText(x)).Markup("</text>");
        html.Markup(Text($"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 6}\" text-anchor=\"middle\">")).Text(across).Markup("</text>");
        html.Markup(Text($"<text transform=\"translate(11 {(Height - Bottom + Top) / 2}) rotate(-90)\" text-anchor=\"middle\">")).Text(up).Markup("</text>");
        foreach (var line in lines)
        {
            html.Markup(Text($"<polyline fill=\"none\" style=\"stroke:{line.Color};stroke-width:{(line.IsThin ? "1" : "2")}{(line.IsDashed ? ";stroke-dasharray:5 4" : "")}\" points=\"{string.Join(' ', Thinned(line).Select(point => Text($"{X(point.X):0.0},{Y(point.Y):0.0}")))}\"/>"));
            if (!line.HasDots) continue;
            foreach (var point in line.Points) html.Markup(Text($"<circle r=\"3.5\" style=\"fill:{line.Color}\" cx=\"{X(point.X):0.0}\" cy=\"{Y(point.Y):0.0}\"/>"));
        }
        html.Markup("</svg><p class=\"keys\">");
        foreach (var line in lines.DistinctBy(line => line.Name)) html.Markup($"<span><i style=\"background:{line.Color}\"></i>").Text(line.Name).Markup("</span> ");
        html.Markup("</p>");

        double X(double value) => Left + (Math.Clamp(value, lowX, highX) - lowX) / (highX - lowX) * (Width - Left - Right);
        double Y(double value) => Height - Bottom - (Math.Clamp(value, lowY, highY) - lowY) / (highY - lowY) * (Height - Top - Bottom);
    }

    private static IEnumerable<(double X, double Y)> Thinned(PlotLine line)
    {
        var points = line.Points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)).ToArray();
        var every = Math.Max(1, (points.Length + MostPoints - 1) / MostPoints);
        return points.Where((_, index) => index % every == 0 || index == points.Length - 1);
    }

    private static (double Low, double High) Range(IEnumerable<double> values)
    {
        double low = double.MaxValue, high = double.MinValue;
        foreach (var value in values) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        var room = high > low ? (high - low) * 0.04 : Math.Max(Math.Abs(high) * 0.01, 1e-9);
        return (low - room, high + room);
    }

    /// <summary>Multiples of 1, 2 or 5 times a power of ten.</summary>
    private static IEnumerable<double> RoundTicks(double low, double high)
    {
        var raw = (high - low) / Ticks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = power * (raw / power < 1.5 ? 1 : raw / power < 3.5 ? 2 : raw / power < 7.5 ? 5 : 10);
        for (var k = Math.Ceiling(low / step - 1e-9) + 0.0; k * step <= high + step * 1e-9; k++) yield return k * step;
    }

    private static string Number(double value, double span)
    {
        if (span >= 20) return value.ToString("#,0", CultureInfo.InvariantCulture);
        if (span < 1e-4) return value.ToString("0.0e-0", CultureInfo.InvariantCulture);
        var digits = Math.Clamp((int)Math.Ceiling(1 - Math.Log10(span)), 0, 6);
        return Math.Round(value, digits).ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
