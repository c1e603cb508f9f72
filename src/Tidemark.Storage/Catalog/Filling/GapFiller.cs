using System.Collections.Immutable;
using System.Globalization;
using Tidemark.Storage.Catalog.Merging;
using Tidemark.Storage.Locking;

namespace Tidemark.Storage.Catalog.Filling;

/// <summary>
/// Fills gaps of stored bars with those of other instruments that were named for it, values as they are. Each filled bar stays marked in
/// the series, and gives way to the venue's own when that comes.
/// </summary>
/// <param name="catalog">Where all of them are.</param>
public sealed class GapFiller(MarketCatalog catalog)
{
    /// <summary>The layout of a source that filled gaps.</summary>
    public const string Layout = "fill-gaps";

    private const int FewestCommonBars = 20;
    private const int MostRuns = 20_000;

    /// <summary>Finds what would fill the gaps.</summary>
    /// <exception cref="BadInputException">A series is not there, or a donor is priced otherwise; the message says which and by how much.</exception>
    public GapFill Find(BarSpec spec, GapFillOptions options)
    {
        var target = catalog.OpenBars(spec);
        var gaps = catalog.OpenGaps(spec).Where(gap => gap.Bars <= options.LongestGap)
            .Select(gap => new GapRange(Instant.Max(gap.From, options.From), Instant.Min(gap.To, options.To), 0)).Where(gap => gap.From < gap.To).ToList();
        var (parts, filled) = (ImmutableArray.CreateBuilder<DonorFill>(), new HashSet<long>());
        foreach (var donor in options.Donors)
        {
            if (donor == spec.Instrument) throw new BadInputException($"--with {donor}: a series cannot fill its own gaps");
            var bars = catalog.Resolve(spec with { Instrument = donor }).Bars;
            var (common, median, greatest) = Compare(target, bars);
            Refuse(spec, donor, options, common, median);
            var table = new BarTable(64);
            foreach (var part in gaps.Select(gap => bars.Between(gap.From, gap.To)))
                for (var i = 0; i < part.Count; i++)
                    if (filled.Add(part.OpenTimes.Span[i])) table.Add(part, i);
            parts.Add(new DonorFill(donor, table.ToColumns(spec.Interval), common, median, greatest));
        }
        return new GapFill(spec, parts.ToImmutable(), gaps.Sum(gap => spec.Interval.CountBetween(gap.From, gap.To)));
    }

    /// <summary>Stores what was found.</summary>
    /// <exception cref="BadInputException">There are too many runs to mark.</exception>
    /// <exception cref="HomeLockedException">Another process is writing.</exception>
    public SeriesInfo Store(GapFill fill)
    {
        var parts = fill.Parts.Where(part => part.Bars.Count > 0).ToList();
        var sources = parts.ConvertAll(part => new SeriesSource($"{part.Donor} {fill.Spec.Interval}", Layout, part.Bars.Count,
            [string.Create(CultureInfo.InvariantCulture, $"{part.Bars.Count} bars that were absent, by choice from {part.Donor}; closes of both differ by {part.MedianDifference * 100:0.###} % in the median")])
        {
            Filled = [.. FilledBars.RunsOf(fill.Spec.Interval, part.Bars.OpenTimes.ToArray())],
        });
        var runs = sources.Sum(source => source.Filled.Length);
        if (runs > MostRuns) throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"{fill.Spec}: the filled bars lie in {runs:N0} runs, more than the {MostRuns:N0} that are marked at most; choose fewer with --from and --to"));
        return catalog.AddBars(fill.Spec.Instrument, fill.Spec.Interval, [.. parts.Select(part => part.Bars)], sources).Series;
    }

    private static void Refuse(BarSpec spec, InstrumentId donor, GapFillOptions options, int common, double median)
    {
        if (common < FewestCommonBars) throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"--with {donor}: has {common} bars in common with {spec}, too few to tell whether it is priced alike"));
        if (median > options.LargestDifference)
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"--with {donor}: its closes differ from those of {spec} by {median * 100:0.##} % in the median, more than {options.LargestDifference * 100:0.##} %; --largest-difference allows more"));
    }

    private static (int Common, double Median, double Greatest) Compare(BarColumns target, BarColumns donor)
    {
        var differences = new List<double>();
        var ours = target.OpenTimes.Span;
        var theirs = donor.OpenTimes.Span;
        for (int i = 0, k = 0; i < ours.Length && k < theirs.Length;)
        {
            if (ours[i] < theirs[k]) i++;
            else if (ours[i] > theirs[k]) k++;
            else differences.Add(Math.Abs(donor.Close.Span[k++] / target.Close.Span[i++] - 1));
        }
        differences.Sort();
        return differences.Count == 0 ? (0, double.NaN, double.NaN) : (differences.Count, differences[differences.Count / 2], differences[^1]);
    }
}
