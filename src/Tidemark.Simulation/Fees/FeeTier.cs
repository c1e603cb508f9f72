using Tidemark.Engine.Sessions;

namespace Tidemark.Simulation.Fees;

/// <summary>One step of a venue's fee table.</summary>
/// <param name="VolumeFrom">The trailing volume from which it holds.</param>
/// <param name="Rates">Fractions of notional.</param>
/// <param name="Holding">What the account must hold besides, where the venue asks for it.</param>
public sealed record FeeTier(decimal VolumeFrom, FeeRates Rates, Money? Holding = null);
