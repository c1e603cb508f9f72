using System.Globalization;
using System.Text.Json;

namespace Tidemark.Cli.Commands.Runs;

/// <summary>A figure of two runs; null where it is undefined.</summary>
internal sealed record StatisticPair(ComparedStatistic Statistic, double? First, double? Second)
{
    public double? Difference => Second - First;

    public string Show(double? value) => value is { } number ? Format(number, "") : "-";

    /// <summary>The difference with its sign; points of percent for fractions.</summary>
    public string ShowDifference() => Difference switch
    {
        null => "-",
        0 => "=",
        { } difference => Format(difference, difference > 0 ? "+" : ""),
    };

    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", Statistic.Key);
        WriteNumber(writer, "a", First);
        WriteNumber(writer, "b", Second);
        WriteNumber(writer, "difference", Difference);
        writer.WriteEndObject();
    }

    private string Format(double value, string sign) => sign + Statistic.Unit switch
    {
        StatisticUnit.Fraction => (value * 100).ToString("#,0.00 '%'", CultureInfo.InvariantCulture),
        StatisticUnit.Count => value.ToString("N0", CultureInfo.InvariantCulture),
        _ => value.ToString("#,0.00", CultureInfo.InvariantCulture),
    };

    private static void WriteNumber(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number)) writer.WriteNumber(name, number);
        else writer.WriteNull(name);
    }
}
