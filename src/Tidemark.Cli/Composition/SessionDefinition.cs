using Tidemark.Engine.Journaling;

namespace Tidemark.Cli.Composition;

/// <summary>What a new session is.</summary>
/// <param name="Started">Its first record.</param>
/// <param name="Funding">Funding rates that its market gives, in the order of time.</param>
/// <param name="Notes">Defaults that were chosen and what to know of the data, for people.</param>
internal sealed record SessionDefinition(SessionStartedRecord Started, IReadOnlyList<(InstrumentIndex Instrument, FundingRate Rate)> Funding, IReadOnlyList<string> Notes);
