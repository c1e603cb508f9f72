namespace Tidemark.Learning.Networks.Schedules;

/// <summary>The rate times gamma after every so many steps.</summary>
public sealed class StepSchedule : LearningRateSchedule
{
    private readonly long every;
    private readonly double gamma;

    /// <param name="rate">The first rate.</param>
    /// <param name="every">Steps between changes, at least 1.</param>
    /// <param name="gamma">The factor, above 0.</param>
    public StepSchedule(double rate, long every, double gamma = 0.1) : base(rate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        if (!(gamma > 0)) throw new ArgumentException("gamma of the schedule is above zero");
        (this.every, this.gamma) = (every, gamma);
    }

    /// <inheritdoc/>
    public override double At(long step) => BaseRate * Math.Pow(gamma, step / every);
}
