using System.Globalization;

namespace Tidemark.Research.Backtests;

/// <summary>What a reader should know of the bars of a backtest: one line a series, or one line for all where they are many.</summary>
internal static class DataNotes
{
    private const int MostSeriesNamed = 8;

    public static void Add(IReadOnlyList<SeriesInput> inputs, bool isFromTheBeginning, List<string> notes)
    {
        if (inputs.Count > MostSeriesNamed)
        {
            AddTogether(inputs, notes);
            return;
        }
        foreach (var input in inputs)
        {
            var name = input.Instrument.Id.ToString();
            if (input.IsSynthetic) notes.Add($"{name}: SYNTHETIC data, no market ever traded these prices");
            foreach (var note in input.Notes) notes.Add($"{name}: {note}");
            if (input.IsResampled) notes.Add($"{name}: {input.Source}");
            if (isFromTheBeginning && input.Beginning is { } beginning) notes.Add($"{name}: {beginning}");
            if (input.AbsentBars > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {input.AbsentBars:N0} bars are missing between the first and the last"));
        }
    }

    private static void AddTogether(IReadOnlyList<SeriesInput> inputs, List<string> notes)
    {
        AddCount(inputs.Count(input => input.IsSynthetic), "SYNTHETIC data, no market ever traded these prices");
        AddCount(inputs.Count(input => input.IsResampled), "resampled from finer bars");
        AddCount(inputs.Count(input => input.AbsentBars > 0), string.Create(CultureInfo.InvariantCulture, $"{inputs.Sum(input => input.AbsentBars):N0} bars are missing between their first and their last"));

        void AddCount(int count, string what)
        {
            if (count > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{count:N0} of {inputs.Count:N0} series: {what}"));
        }
    }
}
