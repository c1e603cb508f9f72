namespace Tidemark.Learning.Networks.Schedules;

/// <summary>A straight rise over the warm-up, whose last step has the whole rate, then half a cosine down to a floor. (Loshchilov and Hutter 2017)</summary>
public sealed class CosineSchedule : LearningRateSchedule
{
    private readonly long total;
    private readonly long warmUp;
    private readonly double floor;

    /// <param name="rate">The highest rate.</param>
    /// <param name="total">Steps until the floor, after which it stays, at least 1.</param>
    /// <param name="warmUp">Steps of the rise among them.</param>
    /// <param name="floor">The lowest rate.</param>
    public CosineSchedule(double rate, long total, long warmUp = 0, double floor = 0) : base(rate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(total, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(warmUp);
        if (warmUp >= total) throw new ArgumentException($"a warm-up of {warmUp} steps leaves none of {total}");
        if (!(floor >= 0 && floor <= rate)) throw new ArgumentException("the lowest rate lies from zero to the highest");
        (this.total, this.warmUp, this.floor) = (total, warmUp, floor);
    }

    /// <inheritdoc/>
    public override double At(long step)
    {
        if (step < warmUp) return BaseRate * (step + 1) / warmUp;
        var done = Math.Min(1, (double)(step - warmUp) / (total - warmUp));
        return floor + (BaseRate - floor) * (1 + Math.Cos(Math.PI * done)) / 2;
    }
}
