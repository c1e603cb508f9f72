using Tidemark.Engine.Ports;
using Tidemark.Research.Reinforcement;
using Tidemark.Research.Training;

namespace Tidemark.Research.Predictors;

/// <summary>A trained model as a session asks it: features as they are, prepared by the model's own preparation.</summary>
public sealed class ModelPredictor : IPredictor
{
    private readonly float[] window;
    private readonly double[] outputs;
    private readonly AgentActions? actions;
    private readonly float[] action;
    private readonly (double Low, double High) residuals;

    /// <param name="model">The model; used by this predictor alone.</param>
    /// <param name="schema">What it is.</param>
    public ModelPredictor(TrainedModel model, PredictionSchema schema)
    {
        (Model, Schema) = (model, schema);
        (window, outputs) = (new float[schema.InputLength], new double[model.Outputs]);
        var card = MarketCard.Of(model.Card.Market);
        actions = AgentActions.Of(card);
        action = new float[actions?.Space.Size ?? 0];
        residuals = card?.Residuals ?? (double.NaN, double.NaN);
    }

    /// <inheritdoc/>
    public PredictionSchema Schema { get; }

    /// <summary>The model.</summary>
    public TrainedModel Model { get; }

    /// <inheritdoc/>
    public bool TryPredict(ReadOnlySpan<double> features, Span<double> result)
    {
        for (var index = 0; index < window.Length; index++) window[index] = (float)features[index];
        Model.Predict(window, outputs);
        // Where a value is missing that the model cannot take it says nothing.
        if (double.IsNaN(outputs[0])) return false;
        if (actions is not null)
        {
            // Whoever cannot say what is better says nothing.
            foreach (var output in outputs)
                if (!double.IsFinite(output)) return false;
            // An agent takes the action that it thinks best; the first of equals.
            if (actions.Space.IsDiscrete) action[0] = outputs.AsSpan().IndexOf(outputs.Max());
            else for (var index = 0; index < action.Length; index++) action[index] = (float)outputs[index];
            actions.Answer(action, result);
            return true;
        }
        if (Model.Card.Output == ModelOutput.Position) result[0] = Math.Clamp(outputs[0], -1, 1);
        // A logarithmic return becomes the return that it stands for.
        else if (Model.Card.Output == ModelOutput.Quantiles)
            for (var index = 0; index < result.Length; index++) result[index] = Math.Exp(outputs[index]) - 1;
        else if (Schema.Kind == PredictionKind.Value) Return(outputs[0], result);
        else outputs.CopyTo(result);
        foreach (var value in result)
            if (!double.IsFinite(value)) return false;
        return true;
    }

    private void Return(double logarithmic, Span<double> result)
    {
        result[0] = Math.Exp(logarithmic) - 1;
        if (result.Length == 1) return;
        (result[1], result[2]) = (Math.Exp(logarithmic + residuals.Low) - 1, Math.Exp(logarithmic + residuals.High) - 1);
    }
}
