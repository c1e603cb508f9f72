using System.Collections.Immutable;
using Tidemark.Engine.Journaling;

namespace Tidemark.Research.Backtests;

/// <summary>What the strategies of an earlier session knew at its end.</summary>
/// <param name="Session">Its name.</param>
/// <param name="Values">What each strategy saved, by the name that told it apart.</param>
public sealed record SavedStrategies(string Session, ImmutableArray<(string Strategy, ImmutableArray<NamedText> Values)> Values);
