using Tidemark.Learning.Estimators;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Trees.Boosting;

/// <summary>Boosted trees: each round takes a Newton step on the loss. Source: Chen and Guestrin (2016).</summary>
internal sealed class GradientBoosting(BoostingOptions options) : IEstimator
{
    public IFittedModel Fit(TrainingSet train, TrainingSet? validation, FitContext context)
    {
        var samples = Samples.Of(train);
        var held = validation is null || validation.Count == 0 ? null : Samples.Of(validation, isValidation: true);
        if (held is not null && held.Columns != samples.Columns) throw new ArgumentException($"the validation samples have {held.Columns} features, the training samples {samples.Columns}");
        if (options.EarlyStoppingRounds > 0 && held is null) throw new ArgumentException("early stopping needs validation samples");
        var loss = BoostingLoss.Of(options, train.Task);
        if (options.Metric != "auto" && options.Metric != Watched(loss)) throw new ArgumentException($"metric: early stopping watches the loss that is learnt, here {(Watched(loss) is { Length: > 0 } own ? own : $"'{options.Loss}'")}, not {options.Metric}");
        var threads = options.Threads > 0 ? options.Threads : context.Threads;
        var seed = options.Seed ?? context.Seed;
        var score = options.StartFromMean ? loss.BestConstant(samples) : options.BaseScore;
        var run = new BoostingRun(options, loss, samples, held, loss.BaseMargin(score));
        using ITreeGrower grower = options.Exact ? new ExactGrower(options, samples, threads) : new HistogramGrower(options, samples, threads);
        for (var round = 1; round <= options.Trees; round++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            run.Round(grower, new SeededRandom(seed, $"boosting round {round}"));
            var validationLoss = run.ValidationLoss();
            if (context.Progress is { } progress) progress(new TrainingProgress(round, options.Trees, run.TrainLoss(), validationLoss));
            if (!run.Improves(validationLoss, round)) break;
        }
        return TreeModel.Boosted(train.Task, samples.Columns, samples.Outputs, loss.Link, loss.BaseMargin(score), run.Kept());
    }

    /// <summary>The name of the figure that is least where the mean loss is least; empty where it has none.</summary>
    private static string Watched(BoostingLoss loss) => loss switch
    {
        SquaredLoss => "rmse",
        LogisticLoss => "logloss",
        SoftmaxLoss => "mlogloss",
        AbsoluteLoss { LeafQuantile: 0.5 } => "mae",
        _ => "",
    };
}
