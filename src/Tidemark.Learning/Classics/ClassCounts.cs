namespace Tidemark.Learning.Classics;

/// <summary>How many samples each class has.</summary>
internal static class ClassCounts
{
    /// <exception cref="ArgumentException">A target is no class.</exception>
    public static int[] Of(ReadOnlySpan<double> targets, int classes)
    {
        var counts = new int[classes];
        for (var i = 0; i < targets.Length; i++)
        {
            if (!(targets[i] >= 0 && targets[i] < classes && targets[i] == Math.Floor(targets[i])))
                throw new ArgumentException(FormattableString.Invariant($"the target of sample {i + 1} is {targets[i]}; classes are 0 to {classes - 1}"));
            counts[(int)targets[i]]++;
        }
        return counts;
    }
}
