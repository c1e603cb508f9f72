using System.Globalization;
using System.Numerics;
using Tidemark.Storage.ModelVersions;

namespace Tidemark.Research.Registry;

/// <summary>Data kept for the end of a training, and how they are known again by another one.</summary>
public sealed record TestStretch
{
    private const int MostMarks = 64;
    private const double FewestAlike = 0.9;

    private TestStretch()
    {
    }

    /// <summary>SHA-256 of it.</summary>
    public required string DataHash { get; init; }

    /// <summary>Its instrument; empty for a table, or a file of bars without a name.</summary>
    public string Instrument { get; private init; } = "";

    /// <summary>Of its bars; empty for a table.</summary>
    public string Interval { get; private init; } = "";

    /// <summary>Its first moment; null for a table.</summary>
    public Instant? From { get; private init; }

    /// <summary>Its end, labels included; null for a table.</summary>
    public Instant? To { get; private init; }

    /// <summary>Samples measured.</summary>
    public required int Samples { get; init; }

    /// <summary>Some closes with their times.</summary>
    public string Marks { get; private init; } = "";

    /// <summary>Bars of a market.</summary>
    /// <param name="instrument">Whose; null for a file without a name.</param>
    /// <param name="bars">The bars that figures are measured on, and no others.</param>
    /// <param name="from">The first moment.</param>
    /// <param name="to">The end, labels included.</param>
    /// <param name="samples">Samples measured.</param>
    public static TestStretch OfBars(InstrumentId? instrument, BarColumns bars, Instant from, Instant to, int samples) => new()
    {
        DataHash = Storage.Catalog.DataHash.Of(bars),
        Instrument = instrument?.ToString() ?? "",
        Interval = bars.Interval.ToString(),
        From = from,
        To = to,
        Samples = samples,
        Marks = MarksOf(bars),
    };

    /// <summary>A table, whose rows have no time.</summary>
    /// <param name="dataHash">Of the table.</param>
    /// <param name="rows">Its rows.</param>
    public static TestStretch OfTable(string dataHash, int rows) => new() { DataHash = dataHash, Samples = rows };

    /// <summary>As it is kept.</summary>
    internal TestRead ToRead(string readAt, string tried, int trials) => new()
    {
        ReadAt = readAt,
        DataHash = DataHash,
        Instrument = Instrument,
        Interval = Interval,
        From = From?.ToString() ?? "",
        To = To?.ToString() ?? "",
        Samples = Samples,
        Marks = Marks,
        Tried = tried,
        Trials = trials,
    };

    /// <summary>Whether two readings were of the same data in part: the same bytes, moments of one instrument, or the same prices at the same times.</summary>
    internal static bool Overlap(TestRead one, TestRead other)
    {
        if (one.DataHash == other.DataHash) return true;
        if (one.From.Length == 0 || other.From.Length == 0 || Instant.Parse(one.From) >= Instant.Parse(other.To) || Instant.Parse(other.From) >= Instant.Parse(one.To)) return false;
        return (one.Instrument.Length > 0 && one.Instrument == other.Instrument) || HasTheSamePrices(one.Marks, other.Marks);
    }

    /// <summary>
    /// Closes at times that are drawn by their hash, a half, a quarter and so on of all until they can be kept: two stretches of the same market
    /// have drawn the same times wherever either begins, and mostly also where its bars are somewhat longer or shorter.
    /// </summary>
    private static string MarksOf(BarColumns bars)
    {
        var closes = new long[bars.Count];
        for (var bar = 0; bar < closes.Length; bar++) closes[bar] = bars.Interval.CloseOf(new Instant(bars.OpenTimes.Span[bar])).Nanoseconds / 1_000_000_000;
        var drawn = Array.ConvertAll(closes, time => BitOperations.TrailingZeroCount(Mixed((ulong)time)));
        var halvings = 0;
        while (drawn.Count(zeros => zeros >= halvings) > MostMarks) halvings++;
        return string.Join(' ', Enumerable.Range(0, closes.Length).Where(bar => drawn[bar] >= halvings).Select(bar => string.Create(CultureInfo.InvariantCulture, $"{closes[bar]}:{bars.Close.Span[bar]:R}")));
    }

    /// <summary>The last step of splitmix64: every bit depends on every bit.</summary>
    private static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>Nearly all closes at times that both have: a stablecoin's price is the same here and there by chance.</summary>
    private static bool HasTheSamePrices(string one, string other)
    {
        var prices = Parse(one).ToDictionary();
        var (common, alike) = (0, 0);
        foreach (var (time, price) in Parse(other))
        {
            if (!prices.TryGetValue(time, out var own)) continue;
            common++;
            if (own == price) alike++;
        }
        return alike > 0 && alike >= FewestAlike * common;
    }

    private static IEnumerable<KeyValuePair<string, string>> Parse(string marks) =>
        marks.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(mark => mark.Split(':')).Where(parts => parts.Length == 2).Select(parts => KeyValuePair.Create(parts[0], parts[1]));
}
