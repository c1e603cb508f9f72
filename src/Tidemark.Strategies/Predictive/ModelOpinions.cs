using Tidemark.Engine.Ports;
using Tidemark.Engine.Predictions;

namespace Tidemark.Strategies.Predictive;

/// <summary>Asks a model about an instrument at each close and says what it thinks.</summary>
/// <param name="model">The model.</param>
/// <param name="rows">The features of the instrument.</param>
/// <param name="rule">What counts as an opinion.</param>
/// <param name="takesMissing">Whether the model is asked although features are missing.</param>
internal sealed class ModelOpinions(Predictor model, RowFeed rows, OpinionRule rule, bool takesMissing)
{
    /// <summary>The features.</summary>
    public RowFeed Rows => rows;

    /// <summary>The opinion at the close of the last bar; none while features are not warm or missing, or where the model has none.</summary>
    /// <param name="instrument">What it is about.</param>
    /// <param name="state">What the account says, for models that read it.</param>
    public ModelOpinion Ask(InstrumentIndex instrument, ReadOnlySpan<double> state)
    {
        if (!rows.TryRead(state, out var values)) return ModelOpinion.None;
        if (!takesMissing && HasMissing(values))
        {
            model.Skip();
            return ModelOpinion.None;
        }
        return model.TryPredict(instrument, values, out var outputs) ? rule.Of(model.Schema, outputs) : ModelOpinion.None;
    }

    private static bool HasMissing(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
            if (double.IsNaN(value)) return true;
        return false;
    }

    /// <summary>The opinion as a signal, which holds for as long as the model looks ahead.</summary>
    public static Signal SignalOf(ModelOpinion opinion, InstrumentIndex instrument, PredictionSchema schema, Interval interval, Instant now) =>
        new(new SignalSource(schema.Model), instrument, opinion.Side, opinion.Side == PositionSide.Flat ? 0 : opinion.Strength, opinion.Confidence,
            new Duration(interval.ApproximateNanoseconds * schema.Horizon), now, new ReasonId($"{schema.Model} {schema.Version}"));
}
