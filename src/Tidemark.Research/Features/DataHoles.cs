namespace Tidemark.Research.Features;

/// <summary>
/// Where bars are missing for so long that what follows is no longer about the bars before: a return over a month is no return of the next hour.
/// A few missing bars are none, for in quiet minutes nobody trades.
/// </summary>
internal sealed class DataHoles
{
    private const double MostTimes = 1.5;
    private const int MostBars = 3;
    private readonly long[] known;
    private readonly double usual;

    /// <param name="known">When each bar closed, increasing.</param>
    public DataHoles(long[] known)
    {
        this.known = known;
        if (known.Length < 2) return;
        var steps = new long[known.Length - 1];
        for (var bar = 0; bar < steps.Length; bar++) steps[bar] = known[bar + 1] - known[bar];
        Array.Sort(steps);
        usual = steps[steps.Length / 2];
    }

    /// <summary>Whether one lies between the closes of two bars.</summary>
    public bool Lies(int bar, int later) => known[later] - known[bar] > ((later - bar) * MostTimes + MostBars) * usual;
}
