using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Calibration;

/// <summary>What becomes of one probability; never falling, so that the order of predictions stays.</summary>
internal abstract class CalibrationMap
{
    public abstract double Apply(double probability);

    public abstract StateTensor Save();
}
