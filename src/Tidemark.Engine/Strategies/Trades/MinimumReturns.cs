namespace Tidemark.Engine.Strategies.Trades;

/// <summary>
/// How much a trade must have earned to be closed, by how long it has been held: 4 % at once, 1 % after two hours, nothing after a day.
/// Returns are net of the fees of both sides.
/// </summary>
public sealed class MinimumReturns
{
    private readonly (Duration After, double Return)[] steps;

    /// <param name="steps">From a holding time on, this return suffices; a fraction.</param>
    /// <exception cref="ArgumentException">No step, a negative time, or a time twice.</exception>
    public MinimumReturns(params ReadOnlySpan<(Duration After, double Return)> steps)
    {
        this.steps = [.. steps.ToArray().OrderBy(step => step.After)];
        if (this.steps.Length == 0 || this.steps[0].After < Duration.Zero) throw new ArgumentException("a table of minimum returns needs a step, none before the entry");
        for (var i = 1; i < this.steps.Length; i++)
            if (this.steps[i].After == this.steps[i - 1].After) throw new ArgumentException("a table of minimum returns has a time twice");
    }

    /// <summary>The return that suffices after a holding time; null before the first step.</summary>
    public double? After(Duration held)
    {
        double? suffices = null;
        foreach (var (after, value) in steps)
            if (held >= after) suffices = value;
        return suffices;
    }
}
