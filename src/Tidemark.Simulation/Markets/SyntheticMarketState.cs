using System.Collections.Immutable;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Simulation.Markets;

/// <summary>The whole state of a <see cref="SyntheticMarket"/> between two bars: saving and restoring it continues the series exactly.</summary>
/// <param name="Step">Steps made; a step is the interval or the minute that it is built from.</param>
/// <param name="Price">The last price before rounding.</param>
/// <param name="Anchor">The level to which prices are weakly drawn.</param>
/// <param name="Regime">The number of the regime.</param>
/// <param name="RegimeEnd">The step at which the regime ends.</param>
/// <param name="HighComponents">One bit a component of volatility.</param>
/// <param name="SwitchSteps">The step at which each component switches.</param>
/// <param name="Random">The random stream.</param>
public sealed record SyntheticMarketState(long Step, double Price, double Anchor, int Regime, long RegimeEnd, uint HighComponents,
    ImmutableArray<long> SwitchSteps, SeededRandomState Random);
