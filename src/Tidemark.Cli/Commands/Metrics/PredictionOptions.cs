using System.CommandLine;
using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Research.Predictions;

namespace Tidemark.Cli.Commands.Metrics;

/// <summary>What the commands that judge predictions have in common.</summary>
internal static class PredictionOptions
{
    public static readonly Option<string> Csv = new("--csv")
    {
        Description = "CSV file (or .csv.gz) with a header line and one sample a row",
        HelpName = "FILE",
        Required = true,
    };

    public static readonly Option<string> Weight = new("--weight") { Description = "Column of sample weights; 'weight' is taken where it is there", HelpName = "COLUMN" };

    /// <summary>The column named by an option, else the first of some usual names that the file has.</summary>
    /// <exception cref="BadInputException">None of them is there.</exception>
    public static string Column(CommandContext context, Option<string> option, NumberColumns file, params string[] usual) =>
        context.Get(option) ?? usual.FirstOrDefault(file.Has)
        ?? throw new BadInputException($"{context.Get(Csv)}: there is no column {string.Join(" or ", usual.Select(name => $"'{name}'"))} (columns: {string.Join(", ", file.Names)}); name one with {option.Name}");

    /// <summary>The column of weights, or null.</summary>
    public static string? WeightColumn(CommandContext context, NumberColumns file) => context.Get(Weight) ?? (file.Has("weight") ? "weight" : null);

    /// <summary>Four decimals; a dash where there is no value.</summary>
    public static string Show(double value) => double.IsNaN(value) ? "-" : value.ToString("#,0.0000", CultureInfo.InvariantCulture);

    /// <summary>Six significant digits, for values in a unit of their own.</summary>
    public static string ShowDigits(double value) => double.IsNaN(value) ? "-" : value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>Computes, and names the file where the numbers are no predictions.</summary>
    public static T Of<T>(CommandContext context, Func<T> compute)
    {
        try
        {
            return compute();
        }
        catch (ArgumentException refused)
        {
            throw new BadInputException($"{context.Get(Csv)}: {refused.Message}", refused);
        }
    }
}
