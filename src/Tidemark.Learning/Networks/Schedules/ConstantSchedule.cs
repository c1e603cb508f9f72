namespace Tidemark.Learning.Networks.Schedules;

/// <summary>The same rate always.</summary>
/// <param name="rate">The rate.</param>
public sealed class ConstantSchedule(double rate) : LearningRateSchedule(rate)
{
    /// <inheritdoc/>
    public override double At(long step) => BaseRate;
}
