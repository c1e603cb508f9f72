using Tidemark.Simulation.Books.Queues;

namespace Tidemark.Simulation.Fills;

/// <summary>Fill models by their name on the command line.</summary>
public static class FillModels
{
    private static readonly string[] Names = ["worst-case", "next-open"];

    /// <param name="name">The model.</param>
    /// <param name="participationCap">The share of a bar's volume that orders may take; null for the model's own.</param>
    /// <exception cref="BadInputException">There is no such model, the share is out of range, or the model has none.</exception>
    public static IFillModel Parse(string name, decimal? participationCap = null)
    {
        if (name.StartsWith(BookFillModel.Prefix, StringComparison.Ordinal)) return new BookFillModel(QueueModels.Parse(name[BookFillModel.Prefix.Length..]));
        if (participationCap is <= 0m or > 1m) throw new BadInputException($"--participation {participationCap} must be above 0 and at most 1");
        return name switch
        {
            "next-open" when participationCap is null => new NextOpenFillModel(),
            "next-open" => throw new BadInputException("--participation: the next-open model has no volume limit; use worst-case"),
            "worst-case" => participationCap is { } cap ? new WorstCaseFillModel(cap) : new WorstCaseFillModel(),
            _ => throw new BadInputException($"--fill-model: there is no model '{name}'{NearestNames.Hint(name, Names, 2)}"),
        };
    }
}
