using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tidemark.Learning.Calibration;
using Tidemark.Learning.Data;
using Tidemark.Learning.Ensembles;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Formats;
using Tidemark.Learning.Preprocessing;

namespace Tidemark.Research.Training;

/// <summary>
/// A model that can be used: it takes features as they come, prepares them as those that it learnt from were prepared, and knows its columns
/// by name. One safetensors file holds all of it.
/// </summary>
/// <remarks>Not safe for several threads at once; load one a thread.</remarks>
public sealed class TrainedModel : IFittedModel
{
    private const string CardName = "tidemark";

    /// <param name="model">The model behind its preparation.</param>
    /// <param name="card">What the model says of itself.</param>
    public TrainedModel(PreparedModel model, ModelCard card)
    {
        if (model.Columns != card.Columns.Length) throw new ArgumentException($"the model reads {model.Columns} features, and {card.Columns.Length} are named", nameof(card));
        (Prepared, Card) = (model, card);
    }

    /// <param name="model">What has learnt from prepared features.</param>
    /// <param name="preparation">How they are prepared.</param>
    /// <param name="card">What the model says of itself.</param>
    public TrainedModel(IFittedModel model, FittedPreprocessor preparation, ModelCard card)
        : this(new PreparedModel(preparation, model, TakesMissing(model, card.Kind)), card)
    {
    }

    /// <summary>What it reads, gives and was made of.</summary>
    public ModelCard Card { get; }

    /// <summary>The model behind its preparation, without the card.</summary>
    public PreparedModel Prepared { get; }

    /// <summary>How it prepares features.</summary>
    public FittedPreprocessor Preparation => Prepared.Preparation;

    /// <summary>What has learnt, behind preparation and before calibration.</summary>
    public IFittedModel Fitted => Prepared.Model is CalibratedModel calibrated ? calibrated.Model : Prepared.Model;

    /// <summary>What its probabilities go through at last; null where they stay as they are.</summary>
    public Calibrator? Calibration => (Prepared.Model as CalibratedModel)?.Calibrator;

    /// <summary>The features that were selected; empty where it reads all.</summary>
    public ImmutableArray<string> Selected => Preparation.Kept;

    /// <inheritdoc/>
    public LearningTask Task => Prepared.Task;

    /// <inheritdoc/>
    public int Columns => Prepared.Columns;

    /// <inheritdoc/>
    public int Window => Prepared.Window;

    /// <inheritdoc/>
    public int Outputs => Prepared.Outputs;

    /// <summary>The same with another calibration.</summary>
    /// <param name="calibration">What its probabilities go through; null for nothing.</param>
    public TrainedModel With(Calibrator? calibration) =>
        new(Prepared.With(calibration), Card with { Calibration = calibration?.Kind });

    /// <summary>Reads a saved one.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, of a newer version, or holds no model of this program; the message names it.</exception>
    public static TrainedModel Load(string path) => Load(Safetensors.Read(path));

    /// <inheritdoc cref="Load(string)"/>
    public static TrainedModel Load(ModelState state)
    {
        var settings = state.Settings.DeepClone().AsObject();
        if (settings[CardName] is not JsonObject about) throw new InvalidDataException($"the model of kind '{state.Kind}' does not say what its features are; it was not saved by 'train'");
        settings.Remove(CardName);
        var card = ModelCard.Of(state.Kind, about);
        var bare = state with { Settings = settings };
        var model = state.Kind == PreparedModel.Kind ? (PreparedModel)ModelCatalog.Load(bare) : FirstForm.Load(bare, about, card);
        return model.Columns == card.Columns.Length ? new TrainedModel(model, card) : throw new InvalidDataException($"the saved model reads {model.Columns} features and names {card.Columns.Length}");
    }

    /// <inheritdoc/>
    public ModelState Save()
    {
        var state = Prepared.Save();
        state.Settings[CardName] = Card.ToJson();
        return state;
    }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> window, Span<double> outputs) => Prepared.Predict(window, outputs);

    /// <inheritdoc/>
    public void Predict(IFeatureSource features, ReadOnlySpan<int> rows, Span<double> outputs) => Prepared.Predict(features, rows, outputs);

    /// <summary>Whether a model takes missing values; an ensemble does where all of its models do.</summary>
    internal static bool TakesMissing(IFittedModel model, string kind) => model switch
    {
        CalibratedModel calibrated => TakesMissing(calibrated.Model, kind),
        // Each of those prepares for itself, or says nothing.
        PreparedModel => true,
        EnsembleModel ensemble => ensemble.Models.All(member => TakesMissing(member, member is PreparedModel ? "" : member.Save().Kind)),
        _ => ModelCatalog.Find(kind) is { TakesMissingValues: true },
    };
}
