using System.Collections.Immutable;

namespace Tidemark.Simulation.Slippage;

/// <summary>Several costs at once: a spread and an impact.</summary>
/// <param name="parts">What is added up.</param>
public sealed class SummedSlippage(ImmutableArray<ISlippageModel> parts) : ISlippageModel
{
    public string Name => string.Join('+', parts.Select(part => part.Name));

    public double FractionOf(double quantity, in Bar bar)
    {
        var sum = 0.0;
        foreach (var part in parts) sum += part.FractionOf(quantity, bar);
        return Math.Min(sum, SlippageModels.LargestFraction);
    }
}
