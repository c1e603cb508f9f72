using System.Text.Json.Nodes;
using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Calibration;

/// <summary>A fitted model whose probabilities are calibrated.</summary>
public sealed class CalibratedModel : IFittedModel
{
    /// <summary>The kind under which it is saved.</summary>
    public const string Kind = "calibrated";

    private const int Version = 1;
    private const string CalibrationName = "calibration/", ModelName = "model/";

    /// <param name="model">The model.</param>
    /// <param name="calibrator">What its probabilities go through.</param>
    /// <exception cref="ArgumentException">They do not go together.</exception>
    public CalibratedModel(IFittedModel model, Calibrator calibrator)
    {
        if (model.Task == LearningTask.Regression || model.Outputs != calibrator.Outputs) throw new ArgumentException($"a calibration of {calibrator.Outputs} probabilities does not fit a model of {model.Outputs}");
        (Model, Calibrator) = (model, calibrator);
    }

    /// <summary>The model.</summary>
    public IFittedModel Model { get; }

    /// <summary>What its probabilities go through.</summary>
    public Calibrator Calibrator { get; }

    /// <inheritdoc/>
    public LearningTask Task => Model.Task;

    /// <inheritdoc/>
    public int Columns => Model.Columns;

    /// <inheritdoc/>
    public int Window => Model.Window;

    /// <inheritdoc/>
    public int Outputs => Model.Outputs;

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> window, Span<double> outputs)
    {
        Model.Predict(window, outputs);
        Calibrator.Apply(outputs[..Outputs]);
    }

    /// <inheritdoc/>
    public void Predict(IFeatureSource features, ReadOnlySpan<int> rows, Span<double> outputs)
    {
        Model.Predict(features, rows, outputs);
        Calibrator.ApplyAll(outputs[..(rows.Length * Outputs)]);
    }

    /// <inheritdoc/>
    public ModelState Save()
    {
        var model = Model.Save();
        var tensors = new Dictionary<string, StateTensor>(StringComparer.Ordinal);
        foreach (var (name, tensor) in model.Tensors) tensors.Add(ModelName + name, tensor);
        foreach (var (name, tensor) in Calibrator.Save()) tensors.Add(CalibrationName + name, tensor);
        return new ModelState { Kind = Kind, Settings = new JsonObject { ["version"] = Version, ["kind"] = model.Kind, ["model"] = model.Settings.DeepClone(), ["calibration"] = Calibrator.Kind.ToString() }, Tensors = tensors };
    }

    /// <summary>Makes a saved one again.</summary>
    /// <exception cref="InvalidDataException">The state is damaged or of a newer version.</exception>
    public static CalibratedModel Load(ModelState state)
    {
        try
        {
            var version = (int)state.Settings["version"]!;
            if (version is < 1 or > Version) throw new InvalidDataException($"this calibrated model is of version {version}; versions 1 to {Version} are known");
            var model = ModelCatalog.Load(new ModelState { Kind = (string)state.Settings["kind"]!, Settings = state.Settings["model"]!.DeepClone().AsObject(), Tensors = Part(ModelName) });
            return new CalibratedModel(model, Calibrator.Load(Enum.Parse<CalibrationKind>((string)state.Settings["calibration"]!), Part(CalibrationName)));
        }
        catch (Exception failure) when (failure is NullReferenceException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"this calibrated model is damaged: {failure.Message}", failure);
        }

        Dictionary<string, StateTensor> Part(string name) =>
            state.Tensors.Where(pair => pair.Key.StartsWith(name, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[name.Length..], pair => pair.Value, StringComparer.Ordinal);
    }
}
