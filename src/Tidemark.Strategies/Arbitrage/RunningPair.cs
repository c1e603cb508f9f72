namespace Tidemark.Strategies.Arbitrage;

/// <summary>Two legs that were sent together: what each has filled, and what is still to be put right.</summary>
internal sealed class RunningPair
{
    private decimal surplus;
    private int repairs;
    private bool isRunning;

    /// <summary>Where it buys.</summary>
    public InstrumentIndex Buy { get; private set; }

    /// <summary>Where it sells.</summary>
    public InstrumentIndex Sell { get; private set; }

    /// <summary>What one coin was expected to cost, fee included.</summary>
    public double BuyCost { get; private set; }

    /// <summary>What one coin was expected to bring, fee taken off.</summary>
    public double SaleProceeds { get; private set; }

    public void Start(InstrumentIndex buy, InstrumentIndex sell, double buyCost, double saleProceeds)
    {
        (Buy, Sell, BuyCost, SaleProceeds) = (buy, sell, buyCost, saleProceeds);
        (surplus, repairs, isRunning) = (0m, 0, true);
    }

    /// <summary>What follows belongs to no pair.</summary>
    public void Forget() => isRunning = false;

    public void Add(Fill fill)
    {
        if (isRunning) surplus += fill.Side == Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value;
    }

    /// <summary>What was bought more than sold and must be put right next, negative for the reverse; null when all is done.</summary>
    /// <param name="isCompletion">Whether the leg that lacks it may be completed; else it is unwound.</param>
    public decimal? NextRepair(out bool isCompletion)
    {
        isCompletion = repairs == 0;
        if (!isRunning || surplus == 0m || repairs > 1)
        {
            isRunning = false;
            return null;
        }
        repairs++;
        return surplus;
    }

    /// <summary>Goes on to unwinding. Always false.</summary>
    public bool SkipCompletion()
    {
        repairs = 2;
        return false;
    }
}
