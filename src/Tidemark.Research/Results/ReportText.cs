using System.Globalization;

namespace Tidemark.Research.Results;

/// <summary>Figures as people read them: percent with sign, thousands separated, a dash for what is undefined.</summary>
internal static class ReportText
{
    public const string Undefined = "-";
    private const double LargestShown = 1e15;

    public static string Percent(double fraction) => Show(fraction * 100, "+#,0.00 '%';-#,0.00 '%';0.00 '%'");

    public static string PlainPercent(double fraction) => Show(fraction * 100, "#,0.0 '%'");

    public static string Ratio(double value) => Show(value, "#,0.00");

    public static string Amount(double value) => Show(value, Math.Abs(value) < 1 ? "#,0.######" : "#,0.00");

    public static string SignedAmount(double value) => Show(value, Math.Abs(value) < 1 ? "+#,0.######;-#,0.######;0" : "+#,0.00;-#,0.00;0.00");

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Names one after the other, the first ones where there are too many to read.</summary>
    public static string List<T>(IReadOnlyList<T> names, int most) =>
        names.Count <= most ? string.Join(", ", names) : $"{string.Join(", ", names.Take(most - 1))} and {Count(names.Count - most + 1)} more";

    public static string Date(Instant time)
    {
        var text = time.ToString();
        if (text.EndsWith("T00:00:00Z", StringComparison.Ordinal)) return text[..10];
        var clock = text.EndsWith(":00Z", StringComparison.Ordinal) ? text[..^4] : text.TrimEnd('Z');
        return clock.Replace('T', ' ');
    }

    private static string Show(double value, string format)
    {
        if (!double.IsFinite(value)) return Undefined;
        return Math.Abs(value) < LargestShown ? value.ToString(format, CultureInfo.InvariantCulture) : value.ToString("0.00e+0", CultureInfo.InvariantCulture);
    }
}
