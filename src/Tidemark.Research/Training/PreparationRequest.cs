using System.Collections.Immutable;
using Tidemark.Learning.Calibration;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Preprocessing;
using Tidemark.Learning.Selection;

namespace Tidemark.Research.Training;

/// <summary>What is done around a model: steps before it, which features go on, and calibration behind it.</summary>
public sealed record PreparationRequest
{
    /// <summary>Nothing but what the model wants.</summary>
    public static PreparationRequest Usual { get; } = new();

    /// <summary>The steps; null for what the model wants.</summary>
    public Preprocessor? Steps { get; init; }

    /// <summary>Another scaling than the model wants, without a kind for none; for where no steps are given.</summary>
    public (bool IsGiven, ScalingKind? Kind) Scaling { get; init; }

    /// <summary>How features are selected; null takes all.</summary>
    public FeatureSelection? Selection { get; init; }

    /// <summary>Names of the features that go on, where they were selected before.</summary>
    public ImmutableArray<string> Kept { get; init; } = [];

    /// <summary>How probabilities are calibrated; null leaves them as they are.</summary>
    public CalibrationKind? Calibration { get; init; }

    /// <summary>Whether a model is left out of all this: baselines and models that read returns from one column take features as they are.</summary>
    public static bool LeavesAlone(ModelDescriptor model) =>
        model.Name.StartsWith("baseline-", StringComparison.Ordinal) || model.Parameters.Any(parameter => parameter.Name == "column");

    /// <summary>What is done around a model, to do it again: its steps are fitted anew, the features that it selected stay, calibration is learnt anew.</summary>
    /// <exception cref="BadInputException">Its steps are not known to this version.</exception>
    public static PreparationRequest Of(TrainedModel model)
    {
        try
        {
            return new PreparationRequest { Steps = model.Card.Preparation is { } text ? Preprocessor.Parse(text) : null, Kept = model.Selected, Calibration = model.Card.Calibration };
        }
        catch (ArgumentException problem)
        {
            throw new BadInputException(problem.Message, problem);
        }
    }

    /// <summary>Prepares, learns and calibrates on some samples, none of which is kept back.</summary>
    /// <param name="model">The kind of model.</param>
    /// <param name="estimator">The model with its settings.</param>
    /// <param name="samples">Features as they are.</param>
    /// <param name="gap">Samples that labels look ahead.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    /// <exception cref="ArgumentException">The model cannot learn from them.</exception>
    /// <exception cref="ArithmeticException">The training diverged.</exception>
    public PreparedModel Fit(ModelDescriptor model, IEstimator estimator, TrainingSet samples, int gap, FitContext context)
    {
        var pipeline = For(model, estimator, gap);
        var fitted = pipeline.Prepare(samples, null, estimator.Window, context).Fit(estimator, context);
        return Calibration is { } kind && !LeavesAlone(model) ? fitted.With(Calibrator.Fit(kind, OutOfFold.Predict(pipeline with { Kept = fitted.Preparation.Kept }, estimator, samples, null, gap, context))) : fitted;
    }

    /// <summary>The steps for a model.</summary>
    public Preprocessor StepsFor(ModelDescriptor model) => LeavesAlone(model) ? InputPipeline.Usual(model) : Steps ?? InputPipeline.Usual(model, Scaling);

    /// <summary>The pipeline for a model.</summary>
    /// <param name="model">The kind of model.</param>
    /// <param name="estimator">The model with its settings, which selectors may ask.</param>
    /// <param name="gap">Samples that labels look ahead.</param>
    public InputPipeline For(ModelDescriptor model, IEstimator estimator, int gap) => new(StepsFor(model), model.TakesMissingValues)
    {
        Selector = LeavesAlone(model) || !Kept.IsEmpty ? null : Selection?.For(model, estimator),
        SelectedCount = Selection?.Count ?? 0,
        Kept = LeavesAlone(model) ? [] : Kept,
        Gap = gap,
    };
}
