using System.Text.Json.Nodes;
using Tidemark.Learning.Calibration;
using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Preprocessing;

/// <summary>
/// A fitted model behind the preprocessing that it learnt with: it reads features as they are. Steps that remember rows make its window longer, so
/// that it gives the same whether it is asked for one row or for a table. Where a step drops a row of a window, or a value is missing that the model
/// cannot take, there is no prediction: NaN.
/// </summary>
public sealed class PreparedModel : IFittedModel
{
    /// <summary>The kind under which it is saved.</summary>
    public const string Kind = "prepared";

    /// <summary>Rows that preprocessing may reach back at most.</summary>
    public const int MostReach = 100_000;

    private const int Version = 1;
    private const int BlockRows = 4096;
    private const string PreparationName = "preparation", ModelName = "model", TakesMissingName = "takesMissing";
    private readonly float[] prepared;
    private readonly bool[] isUsable;

    /// <param name="preparation">What is done to features.</param>
    /// <param name="model">What learnt from what comes of it.</param>
    /// <param name="takesMissing">Whether the model takes missing values.</param>
    /// <exception cref="ArgumentException">They do not go together.</exception>
    public PreparedModel(FittedPreprocessor preparation, IFittedModel model, bool takesMissing)
    {
        CheckReach(preparation);
        if (model.Columns != preparation.Columns.Length) throw new ArgumentException($"the model reads {model.Columns} features, and its preprocessing gives {preparation.Columns.Length}");
        (Preparation, Model, TakesMissing) = (preparation, model, takesMissing);
        prepared = new float[model.Window * model.Columns];
        isUsable = new bool[model.Window];
    }

    /// <summary>What is done to features.</summary>
    public FittedPreprocessor Preparation { get; }

    /// <summary>What learnt from what comes of it.</summary>
    public IFittedModel Model { get; }

    /// <summary>Whether the model takes missing values after the preprocessing.</summary>
    public bool TakesMissing { get; }

    /// <inheritdoc/>
    public LearningTask Task => Model.Task;

    /// <inheritdoc/>
    public int Columns => Preparation.Inputs.Length;

    /// <inheritdoc/>
    public int Window => Model.Window + Preparation.Reach;

    /// <inheritdoc/>
    public int Outputs => Model.Outputs;

    /// <summary>The same with another calibration.</summary>
    /// <param name="calibration">What its probabilities go through; null for nothing.</param>
    public PreparedModel With(Calibrator? calibration)
    {
        var bare = Model is CalibratedModel calibrated ? calibrated.Model : Model;
        return new PreparedModel(Preparation, calibration is null ? bare : new CalibratedModel(bare, calibration), TakesMissing);
    }

    /// <summary>Refuses preprocessing that never forgets.</summary>
    /// <exception cref="ArgumentException">It reaches back too far.</exception>
    public static void CheckReach(FittedPreprocessor preparation)
    {
        if (preparation.Reach > MostReach) throw new ArgumentException($"preprocessing that reaches back more than {MostReach} rows cannot go with a model: give steps an end, such as ffill:limit=24");
    }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> window, Span<double> outputs)
    {
        Preparation.Apply(window, prepared, isUsable);
        if (isUsable.AsSpan().Contains(false) || !IsComplete(prepared)) outputs[..Outputs].Fill(double.NaN);
        else Model.Predict(prepared, outputs);
    }

    /// <inheritdoc/>
    public void Predict(IFeatureSource features, ReadOnlySpan<int> rows, Span<double> outputs)
    {
        if (Preparation.IsIdentity && TakesMissing)
        {
            Model.Predict(features, rows, outputs);
            return;
        }
        // Blocks of rows are prepared one after the other, so that a table larger than memory can be read.
        var local = new int[BlockRows];
        for (var done = 0; done < rows.Length;)
        {
            var first = rows[done] - Window + 1;
            var (count, height) = (0, 0);
            while (done + count < rows.Length && count < BlockRows && rows[done + count] >= rows[done] && rows[done + count] - first < BlockRows + Window)
            {
                local[count] = rows[done + count] - first - Preparation.Reach;
                height = Math.Max(height, local[count++] + 1);
            }
            Predict(features.Read(first, height + Preparation.Reach), height, local.AsSpan(0, count), outputs.Slice(done * Outputs, count * Outputs));
            done += count;
        }
    }

    /// <inheritdoc/>
    public ModelState Save()
    {
        var (preparation, model) = (Preparation.Save(), Model.Save());
        var tensors = new Dictionary<string, StateTensor>(StringComparer.Ordinal);
        Add(PreparationName, preparation.Tensors);
        Add(ModelName, model.Tensors);
        var settings = new JsonObject { ["version"] = Version, ["kind"] = model.Kind, [TakesMissingName] = TakesMissing, [PreparationName] = preparation.Settings, [ModelName] = model.Settings.DeepClone() };
        return new ModelState { Kind = Kind, Settings = settings, Tensors = tensors };

        void Add(string before, IReadOnlyDictionary<string, StateTensor> all)
        {
            foreach (var (name, tensor) in all) tensors.Add($"{before}/{name}", tensor);
        }
    }

    /// <summary>Makes a saved one again.</summary>
    /// <exception cref="InvalidDataException">The state is damaged or of a newer version.</exception>
    public static PreparedModel Load(ModelState state)
    {
        try
        {
            var version = (int)state.Settings["version"]!;
            if (version is < 1 or > Version) throw new InvalidDataException($"this prepared model is of version {version}; versions 1 to {Version} are known");
            var preparation = FittedPreprocessor.Load(Part(FittedPreprocessor.Kind, PreparationName));
            return new PreparedModel(preparation, ModelCatalog.Load(Part((string)state.Settings["kind"]!, ModelName)), (bool)state.Settings[TakesMissingName]!);
        }
        catch (Exception failure) when (failure is NullReferenceException or InvalidOperationException or FormatException or ArgumentException or KeyNotFoundException)
        {
            throw new InvalidDataException($"this prepared model is damaged: {failure.Message}", failure);
        }

        ModelState Part(string kind, string name) => new()
        {
            Kind = kind,
            Settings = state.Settings[name]!.DeepClone().AsObject(),
            Tensors = state.Tensors.Where(pair => pair.Key.StartsWith(name + "/", StringComparison.Ordinal)).ToDictionary(pair => pair.Key[(name.Length + 1)..], pair => pair.Value, StringComparer.Ordinal),
        };
    }

    private void Predict(ReadOnlySpan<float> raw, int height, ReadOnlySpan<int> rows, Span<double> outputs)
    {
        var (block, usable) = (new float[height * Model.Columns], new bool[height]);
        Preparation.Apply(raw, block, usable);
        for (var row = 0; row < height; row++) usable[row] &= IsComplete(block.AsSpan(row * Model.Columns, Model.Columns));
        Model.Predict(new FeatureTable(block, Model.Columns), rows, outputs);
        if (!usable.AsSpan().Contains(false)) return;
        for (var i = 0; i < rows.Length; i++)
            if (usable.AsSpan(rows[i] - Model.Window + 1, Model.Window).Contains(false)) outputs.Slice(i * Outputs, Outputs).Fill(double.NaN);
    }

    private bool IsComplete(ReadOnlySpan<float> values)
    {
        if (TakesMissing) return true;
        foreach (var value in values)
            if (!float.IsFinite(value)) return false;
        return true;
    }
}
