using System.Collections.Immutable;
using Tidemark.Storage.Import.Funding;

namespace Tidemark.Research.Backtests;

/// <summary>The funding rates of a request, cut to the bars that are run.</summary>
internal static class FundingInputs
{
    /// <summary>Venues pay at least once a day.</summary>
    private static readonly Duration LongestSilence = Duration.FromDays(1);

    /// <exception cref="BadInputException">There are not as many files as perpetuals, or a file cannot be used or has nothing for the range.</exception>
    public static IReadOnlyList<(InstrumentIndex Instrument, FundingRate Rate)> Load(BacktestRequest request, ImmutableArray<Instrument> instruments, IReadOnlyList<SeriesInput> inputs, Instant tradingStart, List<string> notes)
    {
        if (request.FundingFiles.Length == 0) return [];
        var perpetuals = Enumerable.Range(0, instruments.Length).Where(index => instruments[index].Id.Kind == InstrumentKind.Perpetual).ToArray();
        if (request.FundingFiles.Length != perpetuals.Length)
            throw new BadInputException($"--funding: {request.FundingFiles.Length} file(s) for {perpetuals.Length} perpetual(s); give one for each, in the order of the instruments");
        var all = new List<(InstrumentIndex Instrument, FundingRate Rate)>();
        for (var file = 0; file < perpetuals.Length; file++)
        {
            var bars = inputs[perpetuals[file]].Bars;
            var (from, to) = (new Instant(bars.OpenTimes.Span[0]), bars.Interval.CloseOf(new Instant(bars.OpenTimes.Span[^1])));
            var rates = FundingFileReader.Read(request.FundingFiles[file]);
            var used = rates.Where(rate => rate.Time >= from && rate.Time <= to).ToArray();
            if (used.Length == 0) throw new BadInputException($"--funding {request.FundingFiles[file]}: rates from {rates[0].Time} to {rates[^1].Time}, and none from {from} to {to}");
            if (used[0].Time - Instant.Max(from, tradingStart) > LongestSilence || to - used[^1].Time > LongestSilence)
                notes.Add($"{instruments[perpetuals[file]].Id}: funding is paid from {used[0].Time} to {used[^1].Time} only, because {Path.GetFileName(request.FundingFiles[file])} has no rates for the rest of the run");
            all.AddRange(used.Select(rate => (new InstrumentIndex(perpetuals[file]), rate)));
        }
        return [.. all.OrderBy(each => each.Rate.Time).ThenBy(each => each.Instrument.Value)];
    }
}
