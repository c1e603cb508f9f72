namespace Tidemark.Domain;

/// <summary>A wish to move an asset from the account of one venue to that of another.</summary>
/// <param name="Strategy">The dense number of the strategy that wishes it.</param>
/// <param name="Asset">What is moved.</param>
/// <param name="Quantity">What leaves the first account, the fee included; positive.</param>
/// <param name="From">An instrument of the account that it leaves.</param>
/// <param name="To">An instrument of the account that it goes to.</param>
public sealed record TransferRequest(int Strategy, string Asset, decimal Quantity, InstrumentIndex From, InstrumentIndex To);
