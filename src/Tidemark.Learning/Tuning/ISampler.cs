namespace Tidemark.Learning.Tuning;

/// <summary>Chooses what to try.</summary>
internal interface ISampler
{
    /// <summary>A point for a trial, from the results of earlier batches alone.</summary>
    /// <param name="number">The number of the settings, from 0.</param>
    /// <param name="ended">Trials that have ended, in the order of their numbers.</param>
    double[] Propose(int number, IReadOnlyList<Trial> ended);
}
