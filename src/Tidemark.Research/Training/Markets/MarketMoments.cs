using Tidemark.Learning.Validation;
using Tidemark.Research.Features;

namespace Tidemark.Research.Training.Markets;

/// <summary>The bars of a stretch of samples, from the first to the last, those without a label among them: what somebody who follows a model lives through.</summary>
internal sealed class MarketMoments
{
    private readonly int[] places;

    /// <param name="data">Features and labels.</param>
    /// <param name="samples">Numbers of samples, one after another.</param>
    public MarketMoments(Dataset data, int[] samples)
    {
        var rows = Array.ConvertAll(samples, sample => data.SampleRows.Span[sample]);
        Rows = [.. Enumerable.Range(rows[0], rows[^1] - rows[0] + 1)];
        places = Array.ConvertAll(rows, row => row - rows[0]);
        Targets = new double[Rows.Length];
        Array.Fill(Targets, double.NaN);
        var (spans, starts, ends) = (data.Spans, new long[Rows.Length], new long[Rows.Length]);
        for (var i = 0; i < Rows.Length; i++) starts[i] = ends[i] = data.KnownAt.Span[Rows[i]];
        for (var i = 0; i < samples.Length; i++) (Targets[places[i]], ends[places[i]]) = (data.Targets.Span[samples[i]], spans.Ends[samples[i]]);
        Spans = new SampleSpans(starts, ends);
        NextReturns = new double[Rows.Length];
        var closes = data.Data.Bars.Close.Span;
        for (var i = 0; i < Rows.Length; i++)
        {
            var bar = data.FirstBar + Rows[i];
            NextReturns[i] = Math.Log(closes[Math.Min(bar + 1, closes.Length - 1)] / closes[bar]);
        }
    }

    /// <summary>The row of each moment.</summary>
    public int[] Rows { get; }

    /// <summary>The target of each; NaN where there is no label.</summary>
    public double[] Targets { get; }

    /// <summary>When each is made and its label known; without a label the moment itself.</summary>
    public SampleSpans Spans { get; }

    /// <summary>The logarithmic return of the bar that follows each.</summary>
    public double[] NextReturns { get; }

    /// <summary>Number of moments.</summary>
    public int Count => Rows.Length;

    /// <summary>The moments of some samples by their places among the samples, each with those without a label that follow it.</summary>
    public int[] WithFollowers(ReadOnlySpan<int> samples)
    {
        var moments = new List<int>(samples.Length);
        foreach (var sample in samples)
            for (var moment = places[sample]; moment < (sample + 1 < places.Length ? places[sample + 1] : Count); moment++) moments.Add(moment);
        return [.. moments];
    }

    /// <summary>Of values a moment those of the samples.</summary>
    public double[] OfSamples(double[] values, int width)
    {
        if (places.Length == Count) return values;
        var taken = new double[places.Length * width];
        for (var i = 0; i < places.Length; i++) values.AsSpan(places[i] * width, width).CopyTo(taken.AsSpan(i * width));
        return taken;
    }
}
