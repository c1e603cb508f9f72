namespace Tidemark.Strategies.StatisticalArbitrage;

/// <summary>How often a test may find what is not there.</summary>
public enum TestLevel : byte
{
    TenPercent,
    FivePercent,
    OnePercent,
}
