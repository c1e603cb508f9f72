using System.Collections.Immutable;
using Tidemark.Engine.Ports;
using Tidemark.Learning.Estimators;
using Tidemark.Research.Labels;
using Tidemark.Research.Reinforcement;
using Tidemark.Research.Training;
using Tidemark.Strategies.Predictive;

namespace Tidemark.Research.Predictors;

/// <summary>What a trained model is to a session.</summary>
public static class ModelSchemas
{
    /// <summary>Makes the schema of a model.</summary>
    /// <param name="name">The name of the model.</param>
    /// <param name="version">Which version.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="BadInputException">It is not a model of a market, or what it predicts cannot be traded.</exception>
    public static PredictionSchema Of(string name, string version, TrainedModel model)
    {
        var card = MarketCard.Of(model.Card.Market) ?? throw new BadInputException($"model {name} was trained on a table: nobody knows how its columns come from a market; train it with --instrument");
        var features = FeatureText.Parse(card.Features).Names;
        if (features.Length + card.State.Count != model.Columns) throw new BadInputException($"model {name} reads {model.Columns} values, and its features are {features.Length + card.State.Count}");
        var actions = AgentActions.Of(card);
        if (actions is not null && model.Outputs != (actions.Space.IsDiscrete ? actions.Space.Count : actions.Space.Size)) throw new BadInputException($"model {name} has {model.Outputs} outputs, which are not the actions that it names");
        var (kind, outputs) = actions is null ? OutputsOf(name, card, model) : (actions.Kind, actions.Names);
        return new PredictionSchema
        {
            Model = name,
            Version = version,
            Kind = kind,
            FeatureSet = card.Features,
            Features = features,
            State = [.. card.State],
            Window = model.Window,
            Outputs = outputs,
            Steers = card.Steers,
            Horizon = Math.Max(1, card.Horizon),
            Interval = card.Interval,
            Scale = card.Scale,
        };
    }

    private static (PredictionKind Kind, ImmutableArray<string> Outputs) OutputsOf(string name, MarketCard card, TrainedModel model)
    {
        var rule = LabelRules.Parse(card.Label);
        if (rule is VolatilityRiseLabel or MetaLabel || rule is TripleBarrierLabel { Side: not PositionSide.Flat } || rule is TrendScanLabel { Task: LearningTask.Regression })
            throw new BadInputException($"model {name} predicts {card.Label}, which says nothing of where the price goes: model-signal trades next-return, direction, triple-barrier and trend");
        if (model.Card.Output == ModelOutput.Position && rule is not NextReturnLabel)
            throw new BadInputException($"model {name} gives positions learnt from {card.Label}, which are no returns: train it with --label next-return");
        return model.Task switch
        {
            _ when model.Card.Output == ModelOutput.Position => (PredictionKind.TargetWeight, ["weight"]),
            _ when model.Card.Output == ModelOutput.Quantiles => (PredictionKind.Value, ["value", "low", "high"]),
            LearningTask.Regression => (PredictionKind.Value, card.HasRange ? ["value", "low", "high"] : ["value"]),
            LearningTask.Binary => (PredictionKind.Probability, ["up"]),
            _ => (PredictionKind.Direction, ["down", "flat", "up"]),
        };
    }
}
