using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tuning;

/// <summary>
/// Tree of Parzen estimators: of each dimension it models where the good trials and where the others lie, draws candidates from the first and
/// takes the one that is most likelier there than among the others.
/// </summary>
/// <remarks>Source: J. Bergstra, R. Bardenet, Y. Bengio and B. Kégl, "Algorithms for Hyper-Parameter Optimization" (2011).</remarks>
internal sealed class TpeSampler(SearchSpace space, StudySettings settings) : ISampler
{
    private const int Candidates = 24;
    private const double GoodShare = 0.15;
    private const int MostGood = 25;
    private readonly RandomSampler start = new(space, settings.Seed);

    public double[] Propose(int number, IReadOnlyList<Trial> ended)
    {
        // With budgets, only trials of the largest budget that has enough of them are comparable.
        var known = ended.GroupBy(trial => trial.Budget).OrderByDescending(group => group.Key).FirstOrDefault(group => group.Count() >= settings.StartTrials)?.ToArray();
        if (known is null || known.All(trial => double.IsNaN(trial.Value))) return start.Propose(number, ended);
        var ranked = known.OrderBy(trial => double.IsNaN(trial.Value)).ThenBy(trial => settings.IsHigherBetter ? -trial.Value : trial.Value).ThenBy(trial => trial.Number).ToArray();
        var good = (int)Math.Clamp(Math.Ceiling(GoodShare * ranked.Length), 1, MostGood);
        var random = new SeededRandom(settings.Seed, FormattableString.Invariant($"trial {number}"));
        var point = new double[space.Dimensions.Length];
        for (var i = 0; i < point.Length; i++)
            point[i] = Best(new ParzenEstimator(space.Dimensions[i], ranked[..good].Select(trial => trial.Point[i])), new ParzenEstimator(space.Dimensions[i], ranked[good..].Select(trial => trial.Point[i])), random);
        return point;
    }

    private static double Best(ParzenEstimator good, ParzenEstimator others, SeededRandom random)
    {
        var (best, highest) = (double.NaN, double.NegativeInfinity);
        for (var i = 0; i < Candidates; i++)
        {
            var candidate = good.Draw(random);
            var ratio = Math.Log(good.Density(candidate)) - Math.Log(others.Density(candidate));
            if (ratio > highest || double.IsNaN(best)) (best, highest) = (candidate, ratio);
        }
        return best;
    }
}
