using System.Globalization;

namespace Tidemark.Learning.Validation;

/// <summary>One split in time: samples to learn from, then samples to choose by, then samples to be judged on. Labels that reach into the next part are left out.</summary>
public sealed class HoldoutSplitter : ISplitter
{
    private readonly double validation;
    private readonly double test;
    private readonly (long Validation, long Test)? times;

    /// <param name="validation">Share of the samples to choose by; 0 for none.</param>
    /// <param name="test">Share of the samples to be judged on; 0 for none.</param>
    /// <exception cref="ArgumentException">The shares leave nothing to learn from.</exception>
    public HoldoutSplitter(double validation, double test)
    {
        if (!(validation >= 0 && test >= 0 && validation + test < 1)) throw new ArgumentException($"shares of {validation} for validation and {test} for the test leave nothing to learn from");
        (this.validation, this.test) = (validation, test);
    }

    private HoldoutSplitter(long validationFrom, long testFrom)
    {
        if (testFrom < validationFrom) throw new ArgumentException("the test begins before the validation");
        times = (validationFrom, testFrom);
    }

    /// <summary>How many samples more are left out at the end of each part but the last.</summary>
    public int Gap { get; init; }

    /// <inheritdoc/>
    public string Text => times is { } given
        ? string.Create(CultureInfo.InvariantCulture, $"holdout:validation-from={given.Validation},test-from={given.Test}{(Gap > 0 ? $",gap={Gap}" : "")}")
        : string.Create(CultureInfo.InvariantCulture, $"holdout:validation={validation},test={test}{(Gap > 0 ? $",gap={Gap}" : "")}");

    /// <summary>Splits at two moments, in the unit of the samples: what is made before the first is learnt from.</summary>
    /// <param name="validationFrom">The first moment of the validation; the same as the next for none.</param>
    /// <param name="testFrom">The first moment of the test.</param>
    public static HoldoutSplitter At(long validationFrom, long testFrom, int gap = 0) => new(validationFrom, testFrom) { Gap = gap };

    /// <inheritdoc/>
    public IReadOnlyList<Fold> Split(SampleSpans samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Gap);
        var (firstValidation, firstTest) = Bounds(samples);
        var train = Part(samples, 0, firstValidation);
        var chosenBy = Part(samples, firstValidation, firstTest);
        if (train.Length == 0) throw new ArgumentException($"of {samples.Count} samples none is left to learn from");
        return [new Fold { Number = 0, Train = train, Validation = chosenBy, Test = Enumerable.Range(firstTest, samples.Count - firstTest).ToArray() }];
    }

    private (int Validation, int Test) Bounds(SampleSpans samples)
    {
        if (times is { } given) return (samples.FirstAfter(given.Validation - 1), samples.FirstAfter(given.Test - 1));
        var firstTest = samples.Count - (int)Math.Round(samples.Count * test, MidpointRounding.AwayFromZero);
        return (firstTest - (int)Math.Round(samples.Count * validation, MidpointRounding.AwayFromZero), firstTest);
    }

    /// <summary>The samples of a part whose labels are known before the next one begins, less the gap.</summary>
    private int[] Part(SampleSpans samples, int first, int end)
    {
        if (end == samples.Count) return [.. Enumerable.Range(first, end - first)];
        var count = Math.Max(end - first - Gap, 0);
        return Purging.Before(samples, Enumerable.Range(first, count).ToArray(), samples.Starts[end]);
    }
}
