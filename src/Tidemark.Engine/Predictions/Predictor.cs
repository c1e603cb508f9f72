using Tidemark.Engine.Ports;

namespace Tidemark.Engine.Predictions;

/// <summary>A model as a strategy has it: whatever it answers is in the journal, and in a replay comes from there.</summary>
public sealed class Predictor
{
    private readonly PredictionDesk desk;
    private readonly double[] result;
    private IPredictor model;

    internal Predictor(PredictionDesk desk, string name, IPredictor model)
    {
        this.desk = desk;
        this.model = model;
        (Name, Schema) = (name, model.Schema);
        result = new double[model.Schema.Outputs.Length];
    }

    /// <summary>The name under which it was asked for.</summary>
    public string Name { get; }

    /// <summary>What it is, reads and gives; the version changes when another one takes over between two events.</summary>
    public PredictionSchema Schema { get; private set; }

    /// <summary>How often it was asked.</summary>
    public long Asked { get; private set; }

    /// <summary>How often it had no opinion.</summary>
    public long Silent { get; private set; }

    /// <summary>How often it was not asked because features were missing.</summary>
    public long Skipped { get; private set; }

    /// <summary>Counts a question that was not asked because features were missing.</summary>
    public void Skip() => Skipped++;

    /// <summary>Predicts for an instrument.</summary>
    /// <param name="instrument">What the features are about.</param>
    /// <param name="features">The rows of the window, oldest first, as they are.</param>
    /// <param name="outputs">The outputs; valid until the next call.</param>
    /// <returns>False where the model has no opinion.</returns>
    /// <exception cref="ArgumentException">There are more or fewer features than the model reads.</exception>
    public bool TryPredict(InstrumentIndex instrument, ReadOnlySpan<double> features, out ReadOnlySpan<double> outputs)
    {
        if (features.Length != Schema.InputLength) throw new ArgumentException($"{Schema.Model} reads {Schema.InputLength} values, not {features.Length}", nameof(features));
        outputs = model.TryPredict(features, result) ? result : [];
        Asked++;
        if (outputs.IsEmpty) Silent++;
        desk.Record(instrument, Schema, features, outputs);
        return !outputs.IsEmpty;
    }

    internal void Change(IPredictor other)
    {
        if (Schema.DifferenceTo(other.Schema) is { } difference)
            throw new BadInputException($"version {other.Schema.Version} of {Schema.Model} cannot take the place of version {Schema.Version}: {difference}");
        model = other;
        // Strengths go on in the scale that the session began with, which a replay knows from the journal.
        Schema = other.Schema with { Scale = Schema.Scale };
    }
}
