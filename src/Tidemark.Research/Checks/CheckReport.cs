namespace Tidemark.Research.Checks;

/// <summary>What a check found.</summary>
/// <param name="Strategy">The name of the strategy.</param>
/// <param name="Runs">How often it was run.</param>
/// <param name="Decisions">Decisions of the whole runs: orders, changes and cancellations.</param>
/// <param name="DecisionsCompared">Decisions compared between runs.</param>
/// <param name="ValuesCompared">Values of indicators compared between runs.</param>
/// <param name="Markets">The markets it was run on, with the number of decisions on each.</param>
/// <param name="Findings">The first of each kind and subject.</param>
public sealed record CheckReport(string Strategy, int Runs, long Decisions, long DecisionsCompared, long ValuesCompared,
    IReadOnlyList<(string Market, int Bars, int Decisions)> Markets, IReadOnlyList<CheckFinding> Findings)
{
    public bool Passed => !Findings.Any(finding => finding.IsFailure);
}
