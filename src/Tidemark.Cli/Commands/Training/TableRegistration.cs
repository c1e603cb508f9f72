using System.Text.Json.Nodes;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Commands.Registry;
using Tidemark.Research.Registry;
using Tidemark.Research.Training;

namespace Tidemark.Cli.Commands.Training;

/// <summary>A model of a table as it is put into the registry: first the model, then, once the test table is read, how it did there.</summary>
internal sealed class TableRegistration
{
    private readonly ModelRegistry registry;

    private TableRegistration(ModelRegistry registry, RegisteredModel model) => (this.registry, Model) = (registry, model);

    public RegisteredModel Model { get; private set; }

    public static TableRegistration Register(CommandContext context, string name, TableTrainingResult trained)
    {
        var registry = ModelSource.Registry(context);
        var document = new JsonObject { ["trainRows"] = trained.TrainRows, ["validationRows"] = trained.ValidationRows, ["trainSeconds"] = trained.TrainSeconds };
        if (trained.Validation is { } validation) document["validation"] = ModelJson.Scores(validation);
        return new TableRegistration(registry, registry.Register(trained.Model, new Registration { Name = name, Document = document }));
    }

    public void Add(TableEvaluation? evaluation)
    {
        if (evaluation?.Scores is not { } scores) return;
        Model = registry.AddToDocument(Model, new JsonObject { ["test"] = ModelJson.Scores(scores), ["testBaseline"] = ModelJson.Scores(evaluation.Baseline), ["testDataHash"] = evaluation.DataHash });
    }
}
