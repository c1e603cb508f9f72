using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;
using Tidemark.Learning.Tuning;

namespace Tidemark.Research.Training.Markets;

/// <summary>A search of the settings of a model by what it does in the folds; the test part is never looked at.</summary>
/// <param name="Best">The best settings.</param>
/// <param name="Trials">Settings tried.</param>
/// <param name="Ratios">The Sharpe ratio, a bar, of the sign of each.</param>
/// <param name="Seconds">Of all trainings.</param>
internal sealed record SettingSearch(ModelSetting Best, int Trials, ImmutableArray<double> Ratios, double Seconds)
{
    /// <param name="setting">The model with the settings that stay.</param>
    /// <param name="request">How to search.</param>
    /// <param name="metric">What the value is.</param>
    /// <param name="seed">Where proposals come from.</param>
    /// <param name="judge">Gives value, Sharpe ratio and seconds of settings.</param>
    /// <exception cref="BadInputException">The model has nothing to search, or no setting worked.</exception>
    public static SettingSearch Run(ModelSetting setting, SearchRequest request, Metric metric, ulong seed, Func<ModelSetting, (double Value, double Ratio, double Seconds)> judge)
    {
        var given = setting.Given.Select(pair => HyperParameters.Find(setting.Model.Parameters, pair.Key)!.Name).ToArray();
        var space = SearchSpace.Of(setting.Model.Parameters.Where(parameter => parameter.Search is not null && !given.Contains(parameter.Name)));
        if (space.Dimensions.IsEmpty) throw new BadInputException($"--search: {setting.Model.Name} has no setting left to search");
        var study = new Study(space, new StudySettings { Sampler = request.Sampler, MostTrials = request.Trials, BatchSize = request.BatchSize, IsHigherBetter = metric.IsHigherBetter, Seed = seed });
        var (ratios, seconds) = (new List<double>(), 0.0);
        for (var batch = study.Ask(); !batch.IsEmpty; batch = study.Ask())
            foreach (var trial in batch)
            {
                try
                {
                    var (value, ratio, took) = judge(setting.With(trial.Parameters));
                    ratios.Add(ratio);
                    seconds += took;
                    study.Tell(trial.Number, value);
                }
                catch (Exception problem) when (problem is BadInputException or ArithmeticException)
                {
                    study.Fail(trial.Number, problem.Message);
                }
            }
        var best = study.Best ?? throw new BadInputException($"--search: none of {study.Trials.Count} settings of {setting.Model.Name} worked: {study.Trials[^1].Reason}");
        return new SettingSearch(setting.With(best.Parameters), study.SettingsTried, [.. ratios], seconds);
    }
}
