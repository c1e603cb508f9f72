namespace Tidemark.Research.Training.Markets;

/// <summary>How predictions of several models become one.</summary>
public enum EnsembleKind
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their median.</summary>
    Median,

    /// <summary>Their mean weighted by how much better than the best baseline each was on the last outcomes known; equal where none was.</summary>
    Skill,

    /// <summary>A linear or logistic model of their predictions for samples that they had not learnt from.</summary>
    Stacking,

    /// <summary>Their mean with exponential weights that follow each outcome as it is known.</summary>
    Hedge,
}

/// <summary>Ways to put models together by name.</summary>
public static class EnsembleKinds
{
    private static readonly string[] Names = ["mean", "median", "skill", "stacking", "hedge"];

    /// <summary>The way of a name.</summary>
    /// <exception cref="BadInputException">There is no such way.</exception>
    public static EnsembleKind Parse(string name) => Names.Contains(name)
        ? Enum.Parse<EnsembleKind>(name, ignoreCase: true)
        : throw new BadInputException($"there is no ensemble '{name}'{NearestNames.Hint(name, Names)}; there are {string.Join(", ", Names)}");
}
