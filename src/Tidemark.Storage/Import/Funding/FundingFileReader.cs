using System.Globalization;
using System.Text;
using Tidemark.Storage.Import.Files;
using Tidemark.Storage.Import.Layouts;
using Tidemark.Storage.Import.Rows;

namespace Tidemark.Storage.Import.Funding;

/// <summary>
/// Reads the funding rates of one perpetual from a table with a header: a time, a rate (a fraction for the period) and, where there is
/// one, the mark price. Files of Binance, freqtrade and LEAN have such tables; plain, gzip or zip.
/// </summary>
public static class FundingFileReader
{
    private const long Second = Instant.NanosecondsPerSecond;

    private static readonly string[] TimeNames = ["timestampms", "timestamp", "time", "date", "datetime", "fundingtime", "calctime"];
    private static readonly string[] RateNames = ["fundingrate", "lastfundingrate", "rate"];
    private static readonly string[] MarkNames = ["markprice", "mark"];

    /// <summary>The rates in the order of time. Venues stamp payments a few milliseconds late: times within a second of a whole minute are brought to it.</summary>
    /// <exception cref="BadInputException">The file cannot be used; the message names file, line and reason.</exception>
    public static IReadOnlyList<FundingRate> Read(string path)
    {
        var rates = new List<FundingRate>();
        InputFile.ForEachTable(path, null, 0, table =>
        {
            using var reader = new StreamReader(table.Text, Encoding.UTF8);
            ReadTable(table.Name, reader, rates);
        });
        if (rates.Count == 0) throw new BadInputException($"{path}: there are no funding rates");
        return InOrder(path, rates);
    }

    private static void ReadTable(string name, StreamReader reader, List<FundingRate> rates)
    {
        var header = reader.ReadLine() ?? throw new BadInputException($"{name}: the file is empty");
        var separator = header.Contains(';', StringComparison.Ordinal) ? ';' : header.Contains('\t', StringComparison.Ordinal) ? '\t' : ',';
        var columns = header.Split(separator).Select(Plain).ToArray();
        var (time, rate, mark) = (ColumnOf(columns, TimeNames), ColumnOf(columns, RateNames), ColumnOf(columns, MarkNames));
        if (time < 0 || rate < 0) throw new BadInputException($"{name}:1: '{header}' has no {(time < 0 ? "time" : "funding rate")}; needed are columns such as timestamp_ms and funding_rate");
        for (var number = 2; reader.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            var fields = line.Split(separator);
            if (fields.Length != columns.Length) throw new BadInputException($"{name}:{number}: {fields.Length} columns instead of {columns.Length}");
            var value = NumberOf(fields[rate]);
            if (!(Math.Abs(value) <= 1)) throw new BadInputException($"{name}:{number}: '{fields[rate]}' is not a funding rate (a fraction, such as 0.0001)");
            var price = mark >= 0 && fields[mark].Trim().Length > 0 ? NumberOf(fields[mark]) : double.NaN;
            if (mark >= 0 && fields[mark].Trim().Length > 0 && !(price > 0)) throw new BadInputException($"{name}:{number}: '{fields[mark]}' is not a mark price");
            rates.Add(new FundingRate(TimeOf(name, number, fields[time]), value, price));
        }
    }

    private static IReadOnlyList<FundingRate> InOrder(string path, List<FundingRate> rates)
    {
        var ordered = rates.OrderBy(rate => rate.Time).ToList();
        for (var index = ordered.Count - 1; index > 0; index--)
        {
            if (ordered[index].Time != ordered[index - 1].Time) continue;
            if (ordered[index].Rate != ordered[index - 1].Rate) throw new BadInputException($"{path}: two funding rates for {ordered[index].Time}, {Text(ordered[index - 1].Rate)} and {Text(ordered[index].Rate)}");
            ordered.RemoveAt(index);
        }
        return ordered;
    }

    private static Instant TimeOf(string name, int number, string field)
    {
        var text = field.Trim().Trim('"');
        // LEAN writes 20201229 08:00:00.
        if (text.Length > 8 && text[8] == ' ' && text.AsSpan(0, 8).IndexOfAnyExceptInRange('0', '9') < 0) text = $"{text[..4]}-{text[4..6]}-{text[6..]}";
        if (!TimeText.TryRead(Encoding.ASCII.GetBytes(text), TimeUnit.BySize, out var nanoseconds, out var reason)) throw new BadInputException($"{name}:{number}: '{field}' {reason}");
        var minute = (nanoseconds + 30 * Second) / (60 * Second) * (60 * Second);
        return new Instant(Math.Abs(nanoseconds - minute) <= Second ? minute : nanoseconds);
    }

    private static int ColumnOf(string[] columns, string[] names) => Array.FindIndex(columns, column => names.Contains(column));

    private static string Plain(string heading) => new([.. heading.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);

    private static double NumberOf(string field) =>
        double.TryParse(field.Trim().Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
