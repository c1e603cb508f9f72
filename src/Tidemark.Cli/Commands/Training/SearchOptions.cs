using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Learning.Tuning;
using Tidemark.Research.Training.Searching;

namespace Tidemark.Cli.Commands.Training;

/// <summary>The options of a search of settings.</summary>
internal static class SearchOptions
{
    private static readonly string[] Names = ["grid", "random", "tpe", "halving", "hyperband"];

    public static readonly Option<string?> Search = ParsedOption.Object("--search", "HOW", "Search settings that are not given, by validation: grid, random, tpe (learns from earlier trials), halving or hyperband (more trees, epochs or samples for the best)",
        text => Names.Contains(text) ? text : throw new FormatException($"'{text}' is not {string.Join(", ", Names[..^1])} or {Names[^1]}"));

    public static readonly Option<int> Trials = new("--trials") { Description = "Settings that a search tries for each model, with halving those that it begins with; their number feeds the deflated Sharpe ratio", HelpName = "N", DefaultValueFactory = _ => 20 };
    public static readonly Option<int> Batch = new("--batch") { Description = "Settings that a search proposes before it looks at results", HelpName = "N", DefaultValueFactory = _ => 1 };
    public static readonly Option<bool> Prune = new("--prune") { Description = "Stop settings that are worse than the median of earlier ones after some folds; they count as tried" };
    public static readonly Option<string?> Study = new("--study") { Description = "Keep every trial of a search in this file; a search that was ended goes on from it, to the same result", HelpName = "FILE" };

    /// <summary>What is asked for; null where nothing is searched.</summary>
    public static SearchRequest? Of(CommandContext context)
    {
        if (context.Get(Search) is not { } name)
        {
            if (context.Get(Study) is not null) throw new BadInputException("--study: it keeps the trials of a search; name one with --search");
            return context.Get(Prune) ? throw new BadInputException("--prune: it stops trials of a search; name one with --search") : null;
        }
        if (context.Get(Trials) is < 1 or > 100_000) throw new BadInputException("--trials: a number from 1 to 100000");
        if (context.Get(Batch) is < 1 or > 10_000) throw new BadInputException("--batch: a number from 1 to 10000");
        var budgets = name switch { "halving" => SearchBudgets.Halving, "hyperband" => SearchBudgets.Hyperband, _ => SearchBudgets.Same };
        if (budgets != SearchBudgets.Same && context.Get(Prune)) throw new BadInputException($"--prune: {name} stops the worst by itself");
        if (context.Get(Study) is { } file) OutputFile.Check("--study", file);
        var sampler = name switch { "grid" => SamplerKind.Grid, "tpe" => SamplerKind.Tpe, _ => SamplerKind.Random };
        return new SearchRequest(sampler, context.Get(Trials), context.Get(Batch)) { Budgets = budgets, Prunes = context.Get(Prune), StudyPath = context.Get(Study) };
    }
}
