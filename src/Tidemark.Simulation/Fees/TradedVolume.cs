namespace Tidemark.Simulation.Fees;

/// <summary>Own traded volume over the trailing 30 days, in parts as long as the venue's tier period, in bounded memory.</summary>
internal sealed class TradedVolume
{
    private static readonly Duration Window = Duration.FromDays(30);

    private readonly Queue<(Instant Start, decimal Amount)> closed = new();
    private decimal closedSum;
    private Instant openStart = Instant.MinValue;
    private decimal open;
    private decimal prior;

    /// <param name="prior">What was traded in the 30 days before the first period, counted as if evenly spread over them.</param>
    public TradedVolume(decimal prior) => this.prior = prior;

    /// <summary>Begins a period. Volume of the periods before it counts from now on, and no longer after 30 days.</summary>
    public void Begin(Instant period)
    {
        if (prior != 0m) SpreadPrior(period);
        if (open != 0m)
        {
            closed.Enqueue((openStart, open));
            closedSum += open;
            open = 0m;
        }
        openStart = period;
        while (closed.TryPeek(out var oldest) && oldest.Start < period - Window) closedSum -= closed.Dequeue().Amount;
    }

    /// <summary>Volume of the 30 days before the current period.</summary>
    public decimal Trailing => closedSum;

    public void Add(decimal amount) => open += amount;

    private void SpreadPrior(Instant period)
    {
        const int Days = 30;
        for (var day = Days; day >= 1; day--) closed.Enqueue((period - Duration.FromDays(day), prior / Days));
        closedSum = prior;
        prior = 0m;
    }
}
