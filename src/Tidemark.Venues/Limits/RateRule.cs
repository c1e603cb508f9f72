namespace Tidemark.Venues.Limits;

/// <summary>So much weight in each window of time. Windows are aligned to the venue's clock, as fixed ones are; see <see cref="RateWindows"/>.</summary>
/// <param name="Name">Such as <c>weight-1m</c>; a short word, the same in every process.</param>
/// <param name="Limit">The most in a window.</param>
/// <param name="Window">Its length.</param>
public sealed record RateRule(string Name, int Limit, Duration Window);
