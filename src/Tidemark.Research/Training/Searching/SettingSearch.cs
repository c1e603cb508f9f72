using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;
using Tidemark.Learning.Tuning;
using Tidemark.Research.Training.Markets;

namespace Tidemark.Research.Training.Searching;

/// <summary>
/// A search of the settings of a model by what it does in the folds; a test part is never looked at. Trials of a batch run side by side and are told in the order
/// of their numbers; every training is on one thread: the result depends on seed, data and batch size, not on the number of threads.
/// </summary>
internal sealed class SettingSearch
{
    private readonly Lock gate = new();
    private readonly ModelSetting setting;
    private readonly SearchRequest request;
    private readonly SearchResource resource;
    private readonly Metric metric;
    private readonly FitContext fit;
    private readonly JsonObject about;
    private readonly StudyFile? file;
    private readonly Study study;
    private readonly Dictionary<int, (double Ratio, double Seconds)> figures = [];

    /// <param name="setting">The model with the settings that stay.</param>
    /// <param name="request">How to search.</param>
    /// <param name="metric">What the value is.</param>
    /// <param name="fit">Seed, threads and cancellation.</param>
    /// <param name="about">Everything else that the result depends on, by name: a file of another search is refused.</param>
    /// <exception cref="BadInputException">The model has nothing to search, or the file is of another search.</exception>
    public SettingSearch(ModelSetting setting, SearchRequest request, Metric metric, FitContext fit, JsonObject about)
    {
        (this.setting, this.request, this.metric, this.fit, this.about) = (setting, request, metric, fit, about);
        resource = SearchResource.Of(setting);
        var budgets = resource.For(request);
        var given = setting.Given.Select(pair => HyperParameters.Find(setting.Model.Parameters, pair.Key)!.Name).ToArray();
        var dimensions = setting.Model.Parameters.Where(parameter => parameter.Search is not null && !given.Contains(parameter.Name) && (budgets is null || parameter.Name != resource.Setting)).Select(SearchDimension.Of).OfType<SearchDimension>().ToArray();
        if (dimensions.Length == 0) throw new BadInputException($"--search: {setting.Model.Name} has no setting left to search");
        study = new Study(new SearchSpace(dimensions), new StudySettings
        {
            Sampler = budgets is null ? request.Sampler : SamplerKind.Random,
            MostTrials = budgets is null ? request.Trials : int.MaxValue,
            BatchSize = request.BatchSize,
            IsHigherBetter = metric.IsHigherBetter,
            Seed = fit.Seed,
            Halving = budgets,
        });
        file = request.StudyPath is { } path ? new StudyFile(path) : null;
        study = file?.Resume(setting.Model.Name, study, about, figures) ?? study;
    }

    /// <summary>Searches.</summary>
    /// <param name="judge">Judges settings; called from several threads.</param>
    /// <param name="told">Told how many trials have ended.</param>
    /// <exception cref="BadInputException">No setting worked.</exception>
    public SearchResult Run(Func<TrialTask, TrialFigures> judge, Action<int>? told)
    {
        var resumed = study.Trials.Count(trial => trial.State != TrialState.Running);
        for (var batch = study.Ask(); !batch.IsEmpty; batch = study.Ask())
        {
            var (ended, next, trials) = (new Action[batch.Length], 0, batch);
            SideBySide.Run(trials.Length, Math.Min(fit.Threads, trials.Length), i =>
            {
                fit.Cancellation.ThrowIfCancellationRequested();
                var outcome = Try(trials[i], Math.Max(1, fit.Threads / trials.Length), judge);
                lock (gate)
                {
                    ended[i] = outcome;
                    if (next != i) return;
                    for (; next < ended.Length && ended[next] is { } tell; next++) tell();
                    file?.Save(setting.Model.Name, study, about, figures);
                    told?.Invoke(study.Trials.Count(trial => trial.State != TrialState.Running));
                }
            });
        }
        var best = study.Best ?? throw new BadInputException($"--search: none of {study.Trials.Count} settings of {setting.Model.Name} worked: {study.Trials[^1].Reason}");
        return new SearchResult
        {
            Request = request,
            Metric = metric.Name,
            IsHigherBetter = metric.IsHigherBetter,
            Resource = study.Settings.Halving is null ? "" : resource.Title,
            Varied = [.. study.Space.Dimensions.Select(dimension => dimension.Name)],
            Trials = [.. study.Trials.Select(trial => figures.TryGetValue(trial.Number, out var found) ? new SearchTrial(trial, found.Ratio, found.Seconds) : new SearchTrial(trial, double.NaN, 0))],
            Best = setting.With(best.Parameters),
            BestTrial = best.Number,
            Resumed = resumed,
        };
    }

    /// <summary>Judges a trial; what comes back tells the study, when its turn has come.</summary>
    private Action Try(Trial trial, int threads, Func<TrialTask, TrialFigures> judge)
    {
        try
        {
            var (tried, share) = resource.Spend(setting.With(trial.Parameters), trial.Budget);
            var found = judge(new TrialTask(tried, share, threads, request.Prunes && study.Settings.Halving is null ? (step, value) => Report(trial.Number, step, value) : null));
            return () =>
            {
                figures[trial.Number] = (found.Ratio, found.Seconds);
                if (found.IsStopped) study.Prune(trial.Number);
                else study.Tell(trial.Number, found.Value);
            };
        }
        catch (Exception problem) when (problem is BadInputException or ArithmeticException)
        {
            return () => study.Fail(trial.Number, problem.Message);
        }
    }

    private bool Report(int number, int step, double value)
    {
        lock (gate) return study.Report(number, step, value);
    }
}
