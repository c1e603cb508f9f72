namespace Tidemark.Simulation.Backtesting;

/// <summary>What trading costs, by its cause.</summary>
public enum CostKind
{
    /// <summary>What the venue takes of each fill.</summary>
    Fees,

    /// <summary>Fills at worse prices than the market showed. In the prices of the fills already.</summary>
    Slippage,

    /// <summary>Funding of perpetuals.</summary>
    Funding,

    /// <summary>Interest on borrowed money and coins.</summary>
    Interest,

    /// <summary>Fees of forced closing.</summary>
    Liquidation,

    /// <summary>What venues kept of transfers between them.</summary>
    Transfers,
}
