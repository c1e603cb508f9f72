using System.Text.Json.Nodes;
using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Formats;

namespace Tidemark.Research.Training;

/// <summary>
/// A model that can be used: it takes features as they come, prepares them as those that it learnt from were prepared, and knows its columns
/// by name. One safetensors file holds all of it.
/// </summary>
/// <remarks>Not safe for several threads at once; load one a thread.</remarks>
public sealed class TrainedModel : IFittedModel
{
    private const string CardName = "tidemark", ScalingName = "scaling", FillName = "fillsMissing";
    private const int BlockRows = 4096;
    private readonly IFittedModel model;
    private readonly InputPreparation preparation;
    private readonly float[] window;

    /// <param name="model">What has learnt from prepared features.</param>
    /// <param name="preparation">How they are prepared.</param>
    /// <param name="card">What the model says of itself.</param>
    public TrainedModel(IFittedModel model, InputPreparation preparation, ModelCard card)
    {
        if (model.Columns != card.Columns.Length) throw new ArgumentException($"the model reads {model.Columns} features, and {card.Columns.Length} are named", nameof(card));
        (this.model, this.preparation, Card) = (model, preparation, card);
        window = new float[model.Window * model.Columns];
    }

    /// <summary>What it reads, gives and was made of.</summary>
    public ModelCard Card { get; }

    /// <summary>How it prepares features.</summary>
    public InputPreparation Preparation => preparation;

    /// <summary>What has learnt, behind the preparation.</summary>
    public IFittedModel Fitted => model;

    /// <inheritdoc/>
    public LearningTask Task => model.Task;

    /// <inheritdoc/>
    public int Columns => model.Columns;

    /// <inheritdoc/>
    public int Window => model.Window;

    /// <inheritdoc/>
    public int Outputs => model.Outputs;

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
        var tensors = new Dictionary<string, StateTensor>(state.Tensors, StringComparer.Ordinal);
        var scaling = Enum.TryParse<InputScaling>((string?)about[ScalingName], out var known) ? known : throw new InvalidDataException($"features scaled by '{about[ScalingName]}' are not known to this version");
        var preparation = InputPreparation.Load(tensors, scaling, (bool?)about[FillName] ?? false, card.Columns.Length);
        var model = ModelCatalog.Load(state with { Settings = settings, Tensors = tensors });
        return model.Columns == card.Columns.Length ? new TrainedModel(model, preparation, card) : throw new InvalidDataException($"the saved model reads {model.Columns} features and names {card.Columns.Length}");
    }

    /// <inheritdoc/>
    public ModelState Save()
    {
        var state = model.Save();
        var about = Card.ToJson();
        about[ScalingName] = preparation.Scaling.ToString();
        about[FillName] = preparation.FillsMissing;
        var settings = state.Settings.DeepClone().AsObject();
        settings[CardName] = about;
        var tensors = new Dictionary<string, StateTensor>(state.Tensors, StringComparer.Ordinal);
        preparation.Save(tensors);
        return state with { Settings = settings, Tensors = tensors };
    }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> window, Span<double> outputs)
    {
        preparation.Apply(window, this.window);
        model.Predict(this.window, outputs);
    }

    /// <inheritdoc/>
    public void Predict(IFeatureSource features, ReadOnlySpan<int> rows, Span<double> outputs)
    {
        if (preparation.IsIdentity)
        {
            model.Predict(features, rows, outputs);
            return;
        }
        // Blocks of rows are prepared one after the other, so that a table larger than memory can be read.
        var local = new int[BlockRows];
        for (var done = 0; done < rows.Length;)
        {
            var first = rows[done] - Window + 1;
            var count = 0;
            while (done + count < rows.Length && count < BlockRows && rows[done + count] >= rows[done] && rows[done + count] - first < BlockRows + Window)
            {
                local[count] = rows[done + count] - first;
                count++;
            }
            var height = 0;
            foreach (var row in local.AsSpan(0, count)) height = Math.Max(height, row + 1);
            var prepared = new float[height * Columns];
            preparation.Apply(features.Read(first, height), prepared);
            model.Predict(new FeatureTable(prepared, Columns), local.AsSpan(0, count), outputs.Slice(done * Outputs, count * Outputs));
            done += count;
        }
    }
}
