using System.Globalization;

namespace Tidemark.Learning.Validation;

/// <summary>
/// Walk-forward: learnt is always from the past, tested on what follows. The training samples roll along (the last n) or are anchored (all
/// until then); those whose labels are not known before the test begins are left out, and as many more as the gap says.
/// </summary>
public sealed class WalkForwardSplitter : ISplitter
{
    /// <param name="train">Training samples of the first fold, and of each where they roll.</param>
    /// <param name="test">Test samples of each fold; whatever is left at the end and not a whole test is not used.</param>
    /// <exception cref="ArgumentException">The numbers are not positive.</exception>
    public WalkForwardSplitter(int train, int test)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(train, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(test, 1);
        (Train, Test) = (train, test);
    }

    private WalkForwardSplitter(int folds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 1);
        Folds = folds;
    }

    /// <summary>Training samples; 0 where <see cref="Folds"/> is given.</summary>
    public int Train { get; }

    /// <summary>Test samples; 0 where <see cref="Folds"/> is given.</summary>
    public int Test { get; }

    /// <summary>How many folds, of which each tests one part of <c>Folds + 1</c> parts of nearly equal size; 0 where sizes are given.</summary>
    public int Folds { get; }

    /// <summary>From one fold to the next, in samples; 0 goes on by a whole test.</summary>
    public int Step { get; init; }

    /// <summary>Samples left out between the last training and the first test sample, besides those whose labels are not known yet.</summary>
    public int Gap { get; init; }

    /// <summary>Whether the training always begins with the first sample.</summary>
    public bool IsAnchored { get; init; }

    /// <inheritdoc/>
    public string Text => string.Create(CultureInfo.InvariantCulture,
        $"walk-forward:{(Folds > 0 ? $"folds={Folds}" : $"train={Train},test={Test}")}{(Step > 0 ? $",step={Step}" : "")}{(Gap > 0 ? $",gap={Gap}" : "")}{(IsAnchored ? ",anchored=true" : "")}");

    /// <summary>As many tests of equal length as asked for; the training before the first is as long as a test, and so is each where they roll.</summary>
    public static WalkForwardSplitter InFolds(int folds, int step = 0, int gap = 0, bool isAnchored = false) => new(folds) { Step = step, Gap = gap, IsAnchored = isAnchored };

    /// <inheritdoc/>
    public IReadOnlyList<Fold> Split(SampleSpans samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Gap);
        ArgumentOutOfRangeException.ThrowIfNegative(Step);
        var test = Folds > 0 ? samples.Count / (Folds + 1) : Test;
        var train = Folds > 0 ? samples.Count - test * Folds : Train;
        if (test < 1 || (long)train + Gap + test > samples.Count && Folds == 0 || train - Gap < 1 && Folds > 0)
            throw new ArgumentException(Folds > 0 ? $"{samples.Count} samples are too few for {Folds} folds" : $"{samples.Count} samples are too few for {train} to learn from, a gap of {Gap} and {test} to test on");
        var folds = new List<Fold>();
        // Sizes that are given stay whole: the gap lies between them. Where folds are counted it is taken from the training.
        var firstTest = Folds > 0 ? train : (long)train + Gap;
        for (; firstTest + test <= samples.Count; firstTest += Step > 0 ? Step : test)
            folds.Add(Make(samples, folds.Count, (int)firstTest, test, Folds > 0 ? train - Gap : train));
        return folds;
    }

    private Fold Make(SampleSpans samples, int number, int firstTest, int test, int train)
    {
        var end = firstTest - Gap;
        var candidates = Enumerable.Range(IsAnchored ? 0 : end - train, IsAnchored ? end : train).ToArray();
        var kept = Purging.Before(samples, candidates, samples.Starts[firstTest]);
        if (kept.Length == 0) throw new ArgumentException($"fold {number}: none of {candidates.Length} training samples has a label that is known before the test begins");
        return new Fold { Number = number, Train = kept, Test = Enumerable.Range(firstTest, test).ToArray() };
    }
}
