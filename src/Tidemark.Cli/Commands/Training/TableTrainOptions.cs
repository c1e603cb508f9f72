using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Learning.Estimators;
using Tidemark.Research.Training;
using Tidemark.Research.Training.Tables;

namespace Tidemark.Cli.Commands.Training;

/// <summary>The options of a training on a table.</summary>
internal static class TableTrainOptions
{
    public static readonly Option<string?> Table = new("--table") { Description = "Table to learn from: CSV (or .csv.gz) with a heading, rows in the order of time; every column but label, weight and dropped ones is a feature", HelpName = "FILE" };
    public static readonly Option<string?> Test = new("--test") { Description = "Table to measure the model on; read when the training is over", HelpName = "FILE" };
    public static readonly Option<string?> Label = new("--label") { Description = "What to predict: a column of the table; of a market a rule such as direction:horizon=4, next-return or triple-barrier", HelpName = "LABEL" };
    public static readonly Option<string[]> Drop = new("--drop") { Description = "Columns that are no features, with commas between; repeatable", HelpName = "COLUMN,COLUMN" };
    public static readonly Option<string?> Weight = new("--weight") { Description = "Column of the weights of rows", HelpName = "COLUMN" };

    public static readonly Option<LearningTask?> Task = ParsedOption.Value("--task", "TASK", "regression, binary or multiclass (default: seen from the label: two values are classes, as are up to 20 whole numbers)", TaskNames.Parse);

    public static readonly Option<string?> Predictions = new("--predictions") { Description = "Write a prediction for each row of the test table: column p, or p_0, p_1, ... for several classes", HelpName = "FILE" };
    public static readonly Option<string?> Save = new("--save") { Description = "Save the model to a safetensors file", HelpName = "FILE" };
    public static readonly Option<string?> Name = new("--name") { Description = "Register the model under this name, as its next version", HelpName = "NAME" };

    /// <summary>What the columns of the table to learn from are.</summary>
    public static TableColumns Columns(CommandContext context) => new()
    {
        Label = context.Get(Label) ?? throw new BadInputException("--label: name the column to predict"),
        Weight = context.Get(Weight),
        Drop = [.. (context.Get(Drop) ?? []).SelectMany(names => names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
    };
}
