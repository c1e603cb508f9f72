namespace Tidemark.Research.Training;

/// <summary>What is done around a model, for people.</summary>
public static class PreparationText
{
    /// <summary>Its steps and its selected features.</summary>
    public static string Of(TrainedModel model)
    {
        var steps = model.Preparation.IsIdentity || (model.Card.Preparation is "" && model.Selected.IsEmpty) ? "as they are" : model.Card.Preparation is { Length: > 0 } text ? text : "as they are";
        return model.Selected.IsEmpty ? steps : $"{steps}; {model.Selected.Length} of {model.Columns} selected{(model.Card.Selection is { } how ? $" by {how}" : "")}: {string.Join(", ", model.Selected)}";
    }
}
