namespace Tidemark.Learning.Networks.Schedules;

/// <summary>The rate times a factor once the loss has not improved for more than so many epochs (PyTorch's ReduceLROnPlateau).</summary>
public sealed class PlateauSchedule : LearningRateSchedule
{
    private readonly double factor;
    private readonly int patience;
    private readonly double threshold;
    private readonly double floor;
    private double rate;
    private double best = double.PositiveInfinity;
    private int bad;

    /// <param name="rate">The first rate.</param>
    /// <param name="factor">Between 0 and 1.</param>
    /// <param name="patience">Epochs without improvement that are borne.</param>
    /// <param name="threshold">The part of the best loss that counts as improvement.</param>
    /// <param name="floor">The lowest rate.</param>
    public PlateauSchedule(double rate, double factor = 0.1, int patience = 10, double threshold = 1e-4, double floor = 0) : base(rate)
    {
        if (!(factor is > 0 and < 1)) throw new ArgumentException("the factor of a plateau lies between 0 and 1");
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        (this.rate, this.factor, this.patience, this.threshold, this.floor) = (rate, factor, patience, threshold, floor);
    }

    /// <inheritdoc/>
    public override double At(long step) => rate;

    /// <inheritdoc/>
    public override void Observe(double loss)
    {
        if (loss < best - threshold * Math.Abs(double.IsFinite(best) ? best : 0))
        {
            (best, bad) = (loss, 0);
            return;
        }
        if (++bad <= patience) return;
        rate = Math.Min(rate, Math.Max(rate * factor, floor));
        bad = 0;
    }

    /// <inheritdoc/>
    public override double[] Save() => [rate, best, bad];

    /// <inheritdoc/>
    public override void Restore(ReadOnlySpan<double> state)
    {
        if (state.Length != 3) throw new InvalidDataException("the state of the learning rate is of another schedule");
        (rate, best, bad) = (state[0], state[1], (int)state[2]);
    }
}
