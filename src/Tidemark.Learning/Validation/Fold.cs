namespace Tidemark.Learning.Validation;

/// <summary>One split of samples: those to learn from, those to choose and stop by, those to be judged on. Numbers of samples, increasing.</summary>
public sealed record Fold
{
    /// <summary>Its place among the folds, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>The samples to learn from.</summary>
    public required ReadOnlyMemory<int> Train { get; init; }

    /// <summary>The samples for early stopping and choices between models; empty where the splitter sets none aside.</summary>
    public ReadOnlyMemory<int> Validation { get; init; }

    /// <summary>The samples to judge on.</summary>
    public required ReadOnlyMemory<int> Test { get; init; }

    /// <summary>The same with the last part of the training samples set aside for validation; training samples whose spans touch those are left out.</summary>
    /// <param name="spans">The samples that were split.</param>
    /// <param name="share">Which share of the training samples, above 0 and below 1.</param>
    /// <param name="gap">How many training samples more are left out before the validation samples.</param>
    /// <exception cref="ArgumentException">There are too few training samples for it.</exception>
    public Fold WithValidation(SampleSpans spans, double share, int gap = 0)
    {
        if (!(share > 0 && share < 1)) throw new ArgumentException($"a share of {share} of the training samples for validation must lie between 0 and 1");
        ArgumentOutOfRangeException.ThrowIfNegative(gap);
        var taken = Math.Max((int)(Train.Length * share), 1);
        var kept = Train.Length - taken;
        var validation = Train[Math.Max(kept, 0)..];
        var train = Purging.Before(spans, Train.Span[..Math.Max(kept - gap, 0)], validation.IsEmpty ? long.MinValue : spans.Starts[validation.Span[0]]);
        if (train.Length == 0) throw new ArgumentException($"fold {Number}: {Train.Length} training samples are too few to set {taken} aside for validation");
        return this with { Train = train, Validation = validation };
    }
}
