namespace Tidemark.Research.Training.Searching;

/// <summary>What settings may spend while they are searched.</summary>
public enum SearchBudgets
{
    /// <summary>Each the same.</summary>
    Same,

    /// <summary>A little each, and the best third three times as much, until some have all: successive halving.</summary>
    Halving,

    /// <summary>Several rounds of halving that begin with more settings and less for each, or fewer and more.</summary>
    Hyperband,
}
