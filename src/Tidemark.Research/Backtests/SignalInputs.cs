using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Tidemark.Engine.Strategies;
using Tidemark.Storage.Import.Signals;
using Tidemark.Strategies.Combined;

namespace Tidemark.Research.Backtests;

/// <summary>The signals of a request, with the instruments that they are about.</summary>
internal static class SignalInputs
{
    /// <exception cref="BadInputException">A file cannot be used, names an instrument that is not traded, or has nothing for the run.</exception>
    public static IReadOnlyList<Signal> Load(BacktestRequest request, ImmutableArray<Instrument> instruments, IReadOnlyList<SeriesInput> inputs, IEnumerable<Strategy> strategies, List<string> notes)
    {
        if (request.SignalFiles.Length == 0) return [];
        var end = inputs.Max(input => input.Bars.Interval.CloseOf(new Instant(input.Bars.OpenTimes.Span[^1])));
        var traded = instruments.Where((_, index) => !inputs[index].IsConversion).Select(instrument => instrument.Id).ToList();
        var all = new List<Signal>();
        foreach (var file in request.SignalFiles)
        {
            var rows = SignalFileReader.Read(file);
            all.AddRange(rows.Where(row => row.Signal.KnownAt < end).Select(row => row.Signal with { Instrument = Find(row, traded) }));
            if (rows[0].Signal.KnownAt >= end) throw new BadInputException($"--signals {file}: the first is known at {rows[0].Signal.KnownAt}, when the run is over ({end})");
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"signals: {rows.Count:N0} of {string.Join(", ", rows.Select(row => row.Signal.Source.Name).Distinct())} from {Path.GetFileName(file)}, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}"));
        }
        AddUnheard(all, strategies.ToList(), notes);
        return [.. all.OrderBy(signal => signal.KnownAt)];
    }

    private static InstrumentIndex Find(SignalRow row, List<InstrumentId> traded)
    {
        if (row.Instrument.Length == 0 && traded.Count == 1) return default;
        var found = Enumerable.Range(0, traded.Count).Where(index => traded[index].ToString() == row.Instrument || traded[index].Symbol == row.Instrument).ToList();
        if (found.Count == 1) return new InstrumentIndex(found[0]);
        if (row.Instrument.Length == 0) throw new BadInputException($"{row.Place}: several instruments are traded; say which is meant, such as {traded[0]}");
        throw new BadInputException(found.Count > 1
            ? $"{row.Place}: '{row.Instrument}' is traded at several venues; write {string.Join(" or ", found.Select(index => traded[index]))}"
            : $"{row.Place}: '{row.Instrument}' is not traded in this run{NearestNames.Hint(row.Instrument, traded.Select(id => id.ToString()))}");
    }

    /// <summary>Combined strategies say which sources they hear; of others nobody knows.</summary>
    private static void AddUnheard(List<Signal> signals, List<Strategy> strategies, List<string> notes)
    {
        if (strategies.Any(strategy => strategy is not CombinedStrategy)) return;
        var heard = strategies.OfType<CombinedStrategy>().SelectMany(strategy => strategy.Sources).ToHashSet(StringComparer.Ordinal);
        foreach (var source in signals.Select(signal => signal.Source.Name).Distinct().Where(source => !heard.Contains(source)))
            notes.Add($"signals of '{source}' are heard by no member{NearestNames.Hint(source, heard)}");
    }
}
