namespace Tidemark.Research.Retraining;

/// <summary>When trainings are due: at whole multiples of a length after the start of trading.</summary>
public readonly record struct RetrainSchedule(Instant Start, Duration? Every)
{
    /// <summary>The first time after a moment; the end of time where nothing is trained by schedule.</summary>
    public Instant After(Instant moment)
    {
        if (Every is not { } every) return Instant.MaxValue;
        if (moment < Start) return Start + every;
        var passed = (moment - Start).Nanoseconds / every.Nanoseconds;
        return Start + new Duration((passed + 1) * every.Nanoseconds);
    }
}
