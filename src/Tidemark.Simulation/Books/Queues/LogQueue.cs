using Tidemark.Statistics.Randomness;

namespace Tidemark.Simulation.Books.Queues;

/// <summary>
/// Cancellations fall on those before and behind us by the logarithm of their quantities: p = ln(1 + B) / (ln(1 + F) + ln(1 + B)), in base units, so
/// that a long part suffers less than in proportion. A form that hftbacktest (<c>LogProbQueueFunc</c>) made usual. Unrealistic: the law depends on
/// the unit of quantity.
/// </summary>
public sealed class LogQueue : ShareQueue
{
    public override string Name => "log";

    public override string Assumption => "cancellations shared by the logarithm of the quantity before and behind us";

    protected override double ShareFromBehind(double ahead, double behind)
    {
        if (behind <= 0) return 0;
        var ofBehind = PortableMath.Log(1 + behind);
        return ofBehind / (PortableMath.Log(1 + ahead) + ofBehind);
    }
}
