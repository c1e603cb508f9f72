using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tidemark.Engine.Ports;
using Tidemark.Research.Retraining;
using Tidemark.Simulation.Backtesting;
using Tidemark.Storage.Catalog;
using Tidemark.Strategies;

namespace Tidemark.Research.Backtests;

/// <summary>Turns a request and its bars into a plan that can run: checks everything, fills in defaults, cuts the range, adds warm-up.</summary>
public static class BacktestBuilder
{
    /// <param name="request">What was asked.</param>
    /// <param name="inputs">The bars by instrument, whole.</param>
    /// <param name="models">Where strategies find models; null where there are none.</param>
    /// <exception cref="BadInputException">Something asked for cannot be; the message names the option.</exception>
    public static BacktestDraft Build(BacktestRequest request, IReadOnlyList<SeriesInput> inputs, IPredictorSource? models = null)
    {
        var beginsWithTheData = request.From is null;
        request = WithHistory(request, inputs, models);
        var all = inputs;
        if (request.Universe is not null) inputs = UniversePlanner.WithBarsInRange(request, inputs);
        var described = SessionDescriber.Describe(request, inputs, models);
        var notes = described.Notes.ToList();
        var (cut, tradingStart, warmUpBars) = Cut(request, inputs, request.From is null ? 0 : described.WarmUpBars);
        DataNotes.Add(cut, beginsWithTheData, notes);
        var plan = new BacktestPlan
        {
            Setup = described.Setup with { TradingStart = tradingStart, Universe = UniversePlanner.ScheduleOf(request, all, cut, tradingStart, notes) },
            Venue = described.Venue,
            Bars = [.. cut.Select(input => input.Bars)],
            Books = cut.Any(input => input.Book is not null) ? [.. cut.Select(input => input.Book)] : [],
            Until = request.To is null ? Instant.MaxValue : cut.Max(input => input.Bars.Interval.CloseOf(new Instant(input.Bars.OpenTimes.Span[^1]))),
            Strategies = described.Strategies,
            States = described.States,
            Models = models,
            Signals = SignalInputs.Load(request, described.Setup.Instruments, cut, described.Strategies, notes),
            Funding = FundingInputs.Load(request, described.Setup.Instruments, cut, tradingStart, notes),
        };
        if (models is BacktestRetraining retraining)
        {
            if (plan.Books.Count > 0) throw new BadInputException("--retrain-every: models are not retrained on order books; leave it out with --depth");
            retraining.Begin(cut, tradingStart > Instant.MinValue ? tradingStart : cut.Min(input => new Instant(input.Bars.OpenTimes.Span[0])));
            plan = plan with { ModelUpdates = retraining };
        }
        return new BacktestDraft(plan, cut, warmUpBars, StrategySet.ParametersOf(described.Strategies), HashOf(cut), notes);
    }

    /// <summary>Where history is asked for and no first bar is named, the first bars of the data are the history.</summary>
    private static BacktestRequest WithHistory(BacktestRequest request, IReadOnlyList<SeriesInput> inputs, IPredictorSource? models)
    {
        if (request.HistoryBars == 0 || request.From is not null) return request;
        var warmUp = SessionDescriber.Describe(request, inputs, models).WarmUpBars;
        var longest = inputs.MaxBy(input => input.Bars.Count)!;
        if (longest.Bars.Count <= warmUp)
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"{longest.Instrument.Id}: there are {longest.Bars.Count:N0} bars of {longest.Bars.Interval}, and {warmUp:N0} are needed before the first that is traded"));
        var open = inputs.Where(input => input.Bars.Count > 0).Min(input => new Instant(input.Bars.OpenTimes.Span[0]));
        for (var bars = 0; bars < warmUp; bars++) open = longest.Bars.Interval.CloseOf(open);
        return request with { From = open };
    }

    private static (List<SeriesInput> Inputs, Instant TradingStart, int WarmUpBars) Cut(BacktestRequest request, IReadOnlyList<SeriesInput> inputs, int warmUp)
    {
        var cut = new List<SeriesInput>();
        var tradingStart = Instant.MinValue;
        var warmUpBars = 0;
        if (request.From >= request.To) throw new BadInputException($"--from {request.From} must be before --to {request.To}");
        foreach (var input in inputs)
        {
            var bars = input.Bars;
            var end = request.To is { } to ? bars.LowerBound(to) : bars.Count;
            var begin = request.From is { } from ? bars.LowerBound(from) : 0;
            if (input.IsConversion && cut.Count > 0 && input.Bars.Count > 0 && input.Bars.OpenTimes.Span[0] > cut[0].Bars.OpenTimes.Span[warmUpBars])
                throw new BadInputException($"--convert {input.Instrument.Id}: its bars begin at {new Instant(input.Bars.OpenTimes.Span[0])}, after those of {cut[0].Instrument.Id}: what came before could not be converted");
            if (begin >= end) throw new BadInputException(NoBars(input, request));
            var start = Math.Max(0, begin - warmUp);
            var used = bars.Slice(start, end - start);
            if (cut.Count == 0) warmUpBars = begin - start;
            if (request.From is not null)
            {
                // Bars that close up to the open of the first traded bar are warm-up.
                var firstOpen = new Instant(bars.OpenTimes.Span[begin]);
                tradingStart = cut.Count == 0 ? firstOpen : Instant.Min(tradingStart, firstOpen);
            }
            // A second without a trade is no gap in the data of a book.
            cut.Add(input with { Bars = used, History = bars.Slice(0, end), AbsentBars = input.Book is null ? GapMap.Of(bars.Slice(begin, end - begin)).AbsentBars() : 0 });
        }
        return (cut, tradingStart, warmUpBars);
    }

    private static string NoBars(SeriesInput input, BacktestRequest request)
    {
        if (input.Bars.Count == 0) return $"{input.Instrument.Id}: there are no bars";
        var first = new Instant(input.Bars.OpenTimes.Span[0]);
        var last = new Instant(input.Bars.OpenTimes.Span[^1]);
        return $"{input.Instrument.Id}: no bars from {request.From?.ToString() ?? "the start"} to {request.To?.ToString() ?? "the end"}; there are bars from {first} to {last}";
    }

    /// <summary>One series is named by its own hash; several by the hash of their names and hashes.</summary>
    private static string HashOf(IReadOnlyList<SeriesInput> inputs)
    {
        if (inputs.Count == 1) return HashOf(inputs[0]);
        var lines = string.Concat(inputs.Select(input => $"{input.Instrument.Id} {HashOf(input)}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)));
    }

    private static string HashOf(SeriesInput input) => input.Book is { } book ? DataHash.Of(book) : DataHash.Of(input.Bars);
}
