namespace Tidemark.Learning.Networks.Schedules;

/// <summary>Half a cosine up to the rate and another down to almost nothing. (Smith and Topin 2018; the phases of PyTorch's OneCycleLR)</summary>
public sealed class OneCycleSchedule : LearningRateSchedule
{
    private readonly long total;
    private readonly double rise;
    private readonly double startDivisor;
    private readonly double endDivisor;

    /// <param name="rate">The highest rate.</param>
    /// <param name="total">Steps of the cycle, at least 2; after it the rate stays.</param>
    /// <param name="rise">The part of the steps that goes up.</param>
    /// <param name="startDivisor">The highest rate over the first.</param>
    /// <param name="endDivisor">The first rate over the last.</param>
    public OneCycleSchedule(double rate, long total, double rise = 0.3, double startDivisor = 25, double endDivisor = 1e4) : base(rate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(total, 2);
        if (!(rise is > 0 and < 1)) throw new ArgumentException("the rising part of a cycle lies between 0 and 1");
        if (!(startDivisor >= 1) || !(endDivisor >= 1)) throw new ArgumentException("the divisors of a cycle are at least 1");
        (this.total, this.rise, this.startDivisor, this.endDivisor) = (total, rise, startDivisor, endDivisor);
    }

    /// <inheritdoc/>
    public override double At(long step)
    {
        var (start, last, top) = (BaseRate / startDivisor, total - 1.0, Math.Max(0, rise * total - 1));
        if (step <= top && top > 0) return Between(start, BaseRate, step / top);
        return Between(BaseRate, start / endDivisor, Math.Min(1, (step - top) / (last - top)));
    }

    private static double Between(double from, double to, double done) => to + (from - to) * (1 + Math.Cos(Math.PI * done)) / 2;
}
