namespace Tidemark.Strategies.MarketMaking;

/// <summary>How often an order that rests at a distance from the middle is reached: A exp(-kappa x distance).</summary>
/// <param name="Rate">A: arrivals a second on one side at the middle itself.</param>
/// <param name="Decay">kappa, per basis point.</param>
public readonly record struct IntensityFit(double Rate, double Decay);
