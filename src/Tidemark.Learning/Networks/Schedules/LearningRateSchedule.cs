namespace Tidemark.Learning.Networks.Schedules;

/// <summary>The learning rate of each step.</summary>
public abstract class LearningRateSchedule
{
    private protected LearningRateSchedule(double rate)
    {
        if (!(rate >= 0 && double.IsFinite(rate))) throw new ArgumentException("a learning rate is at least zero and finite");
        BaseRate = rate;
    }

    /// <summary>The rate that it starts from or rises to.</summary>
    public double BaseRate { get; }

    /// <summary>The rate of a step.</summary>
    /// <param name="step">From 0; what a step is, a batch or an epoch, is for the caller to say.</param>
    public abstract double At(long step);

    /// <summary>Tells how well it goes, after an epoch; most schedules do not listen.</summary>
    /// <param name="loss">On the validation samples, else on those learnt from.</param>
    public virtual void Observe(double loss)
    {
    }

    /// <summary>What it remembers, to go on later; most remember nothing.</summary>
    public virtual double[] Save() => [];

    /// <summary>Goes on from what was saved.</summary>
    /// <exception cref="InvalidDataException">It is of another kind of schedule.</exception>
    public virtual void Restore(ReadOnlySpan<double> state)
    {
        if (!state.IsEmpty) throw new InvalidDataException("the state of the learning rate is of another schedule");
    }
}
