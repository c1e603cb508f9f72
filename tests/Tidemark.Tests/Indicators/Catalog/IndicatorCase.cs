using Tidemark.Indicators;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.Columns;
using Tidemark.Indicators.State;

namespace Tidemark.Tests.Indicators.Catalog;

/// <summary>An indicator with one set of parameters, computed in its several ways over bars (or over prints made of them).</summary>
internal sealed class IndicatorCase(IndicatorDescriptor descriptor, ParameterValues values)
{
    public string Name => $"{descriptor.Name}({string.Join(", ", values.All.Select(pair => $"{pair.Spec.Name}={pair.Spec.Format(pair.Value)}"))})";

    public IndicatorDescriptor Descriptor => descriptor;

    public ParameterValues Values => values;

    /// <summary>The defaults, the smallest values, and a few others in between, as far as they go together.</summary>
    public static IEnumerable<IndicatorCase> Of(IndicatorDescriptor descriptor)
    {
        var defaults = ParameterValues.Defaults(descriptor.Parameters);
        yield return new IndicatorCase(descriptor, defaults);
        var tried = new HashSet<string>();
        for (var variant = 0; variant < 6; variant++)
        {
            var values = defaults;
            for (var i = 0; i < descriptor.Parameters.Length; i++) values = values.With(descriptor.Parameters[i].Name, Chosen(descriptor.Parameters[i], variant, i));
            var candidate = new IndicatorCase(descriptor, values);
            if (candidate.IsPossible() && tried.Add(candidate.Name)) yield return candidate;
        }
    }

    public Indicator Create() => descriptor.Create(values);

    /// <summary>Every output of every bar, computed at once: outputs after one another.</summary>
    public double[] Batch(BarColumns bars)
    {
        var indicator = Create();
        var all = new double[indicator.OutputCount * bars.Count];
        var outputs = new OutputColumns(all, indicator.OutputCount, bars.Count);
        if (indicator is TradeIndicator trades) trades.Compute(Prints(bars), outputs);
        else if (indicator is QuoteIndicator quotes) quotes.Compute([.. Enumerable.Range(0, bars.Count).Select(i => QuoteOf(bars[i]))], outputs);
        else indicator.Compute(BarSpans.Of(bars), outputs);
        return all;
    }

    /// <summary>The same, fed bar by bar; saved and taken up by a fresh one before each of the given bars.</summary>
    public double[] Streamed(BarColumns bars, params int[] restarts)
    {
        var indicator = Create();
        var all = new double[indicator.OutputCount * bars.Count];
        for (var i = 0; i < bars.Count; i++)
        {
            if (restarts.Contains(i))
            {
                var bytes = IndicatorState.Save(indicator);
                indicator = Create();
                IndicatorState.Load(indicator, bytes);
            }
            Feed(indicator, bars, i);
            for (var output = 0; output < indicator.OutputCount; output++) all[output * bars.Count + i] = indicator.Output(output);
        }
        return all;
    }

    public static void Feed(Indicator indicator, BarColumns bars, int index)
    {
        if (indicator is TradeIndicator trades) trades.Update(Print(bars[index], index));
        else if (indicator is QuoteIndicator quotes) quotes.Update(QuoteOf(bars[index]));
        else indicator.Update(bars[index]);
    }

    private static Quote QuoteOf(in Bar bar) => new(bar.OpenTime, bar.Low, bar.Volume, bar.High, bar.Volume / 2);

    private static Trade[] Prints(BarColumns bars) => [.. Enumerable.Range(0, bars.Count).Select(i => Print(bars[i], i))];

    private static Trade Print(in Bar bar, int index) =>
        new(bar.OpenTime, bar.Close, bar.Volume + 0.001, index % 7 == 6 ? null : bar.Close >= bar.Open ? Side.Buy : Side.Sell, index);

    /// <summary>Variant 0: as small as can be; the others: some way up from there, differently for each parameter.</summary>
    private static double Chosen(ParameterSpec spec, int variant, int position)
    {
        var low = double.IsInfinity(spec.Minimum) ? Math.Min(0, spec.Default) : spec.Minimum;
        if (variant == 0) return low;
        var high = Math.Min(spec.Maximum, spec.Default > low ? low + 2.5 * (spec.Default - low) : low + 10);
        var value = low + (high - low) * ((variant * 7 + position * 3) % 11 / 11.0);
        return spec.IsWhole ? Math.Floor(value) : value;
    }

    private bool IsPossible()
    {
        try
        {
            Create();
            return true;
        }
        catch (BadInputException)
        {
            return false;
        }
    }
}
