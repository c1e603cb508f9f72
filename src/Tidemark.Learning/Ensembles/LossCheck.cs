namespace Tidemark.Learning.Ensembles;

/// <summary>Refuses losses that no weights can follow from.</summary>
internal static class LossCheck
{
    public static void Possible(ReadOnlySpan<double> losses, int models, double least, double greatest)
    {
        if (losses.Length != models) throw new ArgumentException($"{losses.Length} losses for {models} models");
        for (var i = 0; i < losses.Length; i++)
            if (!(losses[i] >= least && losses[i] <= greatest))
                throw new ArgumentException(FormattableString.Invariant($"the loss of model {i + 1} is {losses[i]}; it must lie between {least} and {greatest}"));
    }
}
