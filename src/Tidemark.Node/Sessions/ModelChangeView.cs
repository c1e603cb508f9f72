using Tidemark.Engine.Predictions;

namespace Tidemark.Node.Sessions;

/// <summary>What became of a model at a moment of a session.</summary>
/// <param name="Time">When.</param>
/// <param name="Change">What, and why.</param>
public sealed record ModelChangeView(Instant Time, ModelChange Change);
