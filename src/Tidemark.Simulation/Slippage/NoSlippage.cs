namespace Tidemark.Simulation.Slippage;

/// <summary>Fills at the bar's own price. Too good to be true for anything but comparisons.</summary>
public sealed class NoSlippage : ISlippageModel
{
    public string Name => "none";

    public double FractionOf(double quantity, in Bar bar) => 0;
}
