using System.Globalization;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Simulation.Slippage;

/// <summary>
/// The square-root law of market impact: coefficient x volatility x √(quantity / volume), volatility and volume being those of the bar
/// in which the order fills; both grow with its length such that the result does not depend on it. Volatility is Parkinson's estimate
/// from the bar's range, ln(high / low) / (2 √ln 2). The share is counted up to 1.
/// </summary>
/// <remarks>
/// The coefficient is of order 1 in every market studied: Tóth et al., Anomalous price impact and the critical nature of liquidity
/// (Physical Review X 1, 2011); for bitcoin Donier and Bonart, A million metaorder analysis of market impact on the bitcoin
/// (arXiv:1412.4503). Unrealistic: the whole final impact is charged on the whole order, about half more than the mean of its path; the
/// price does not stay moved for others; a bar without range costs nothing, so add a spread: <c>spread:2+sqrt:1</c>.
/// </remarks>
public sealed class SquareRootImpact(double coefficient) : ISlippageModel
{
    private const double ParkinsonFactor = 0.60056120439322491; // 1 / (2 sqrt(ln 2))

    public string Name => string.Create(CultureInfo.InvariantCulture, $"sqrt:{coefficient}");

    public double FractionOf(double quantity, in Bar bar)
    {
        var share = bar.Volume > 0 ? Math.Min(quantity / bar.Volume, 1) : 1;
        return Math.Min(coefficient * ParkinsonFactor * PortableMath.Log(bar.High / bar.Low) * Math.Sqrt(share), SlippageModels.LargestFraction);
    }
}
