using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Trend;

/// <summary>
/// Wilder's parabolic stop and reverse. The first bar only gives the start: short if the second one moved down more than up, else long,
/// with the first bar's opposite extreme as the stop.
/// </summary>
/// <remarks>Source: J. W. Wilder, "New Concepts in Technical Trading Systems", 1978; start and order of steps as in TA-Lib.</remarks>
internal struct ParabolicStop(SarAcceleration longSide, SarAcceleration shortSide, double startValue, double offsetOnReverse)
{
    private readonly SarAcceleration longSide = longSide.Cut;
    private readonly SarAcceleration shortSide = shortSide.Cut;
    private double previousHigh = double.NaN;
    private double previousLow;
    private bool hasStarted;
    private bool isLong;
    private double stop;
    private double extreme;
    private double acceleration;

    /// <summary>Whether the stop given last is that of a long position.</summary>
    public readonly bool IsLong => isLong;

    /// <summary>Takes the next bar; returns its stop, NaN for the first bar.</summary>
    public double Next(double high, double low)
    {
        if (double.IsNaN(previousHigh))
        {
            (previousHigh, previousLow) = (high, low);
            return double.NaN;
        }
        if (!hasStarted)
        {
            Start(high, low);
            (previousHigh, previousLow) = (high, low);
        }
        var result = isLong ? Long(high, low) : Short(high, low);
        (previousHigh, previousLow) = (high, low);
        return result;
    }

    /// <summary>Names its fields for saving and loading.</summary>
    public void Keep(IndicatorState state)
    {
        state.Keep(ref previousHigh);
        state.Keep(ref previousLow);
        state.Keep(ref hasStarted);
        state.Keep(ref isLong);
        state.Keep(ref stop);
        state.Keep(ref extreme);
        state.Keep(ref acceleration);
    }

    private void Start(double high, double low)
    {
        hasStarted = true;
        var up = high - previousHigh;
        var down = previousLow - low;
        isLong = startValue > 0 || (startValue == 0 && !(down > 0 && up < down));
        if (startValue != 0) stop = Math.Abs(startValue);
        else stop = isLong ? previousLow : previousHigh;
        extreme = isLong ? high : low;
        acceleration = isLong ? longSide.Start : shortSide.Start;
    }

    private double Long(double high, double low)
    {
        if (low <= stop) return ReverseToShort(high, low);
        var result = stop;
        if (high > extreme)
        {
            extreme = high;
            acceleration = Math.Min(acceleration + longSide.Step, longSide.Limit);
        }
        Follow();
        KeepBelow(low);
        return result;
    }

    private double Short(double high, double low)
    {
        if (high >= stop) return ReverseToLong(high, low);
        var result = stop;
        if (low < extreme)
        {
            extreme = low;
            acceleration = Math.Min(acceleration + shortSide.Step, shortSide.Limit);
        }
        Follow();
        KeepAbove(high);
        return result;
    }

    private double ReverseToShort(double high, double low)
    {
        isLong = false;
        stop = extreme;
        KeepAbove(high);
        stop += stop * offsetOnReverse;
        var result = stop;
        acceleration = shortSide.Start;
        extreme = low;
        Follow();
        KeepAbove(high);
        return result;
    }

    private double ReverseToLong(double high, double low)
    {
        isLong = true;
        stop = extreme;
        KeepBelow(low);
        stop -= stop * offsetOnReverse;
        var result = stop;
        acceleration = longSide.Start;
        extreme = high;
        Follow();
        KeepBelow(low);
        return result;
    }

    private void Follow() => stop += acceleration * (extreme - stop);

    /// <summary>A short position's stop lies within or above the ranges of this bar and the one before.</summary>
    private void KeepAbove(double high) => stop = Math.Max(stop, Math.Max(previousHigh, high));

    /// <summary>A long position's stop lies within or below the ranges of this bar and the one before.</summary>
    private void KeepBelow(double low) => stop = Math.Min(stop, Math.Min(previousLow, low));
}
