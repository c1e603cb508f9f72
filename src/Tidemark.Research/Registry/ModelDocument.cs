using System.Text.Json.Nodes;
using Tidemark.Research.Training;

namespace Tidemark.Research.Registry;

/// <summary>What the registry shows of a model without opening its file.</summary>
internal static class ModelDocument
{
    public static JsonObject Of(TrainedModel model)
    {
        var card = model.Card;
        return new JsonObject
        {
            ["task"] = TaskNames.Of(card.Target.Task),
            ["label"] = card.Label,
            ["classes"] = Texts(card.Target.Classes),
            ["features"] = Texts(card.Columns),
            ["window"] = model.Window,
            ["parameters"] = new JsonObject(card.Parameters.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
            ["seed"] = card.Seed,
            ["threads"] = card.Threads,
            ["samples"] = card.Samples,
            ["market"] = card.Market.DeepClone(),
        };
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
