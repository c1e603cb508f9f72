namespace Tidemark.Research.Reinforcement;

/// <summary>How a finished agent traded one stretch of bars, costs included, beside holding throughout.</summary>
/// <param name="From">The open of the first bar traded.</param>
/// <param name="To">The close of the last.</param>
/// <param name="Bars">Bars traded.</param>
/// <param name="Return">Of equity, a fraction.</param>
/// <param name="BuyAndHold">Of the price from the first open to the last close, without costs, a fraction.</param>
/// <param name="Changes">How often it wanted to hold something else.</param>
public sealed record AgentEpisode(Instant From, Instant To, int Bars, double Return, double BuyAndHold, int Changes);
