using Tidemark.Storage.Import.Repairs;

namespace Tidemark.Storage.Instruments;

/// <summary>What was wrong with symbols of one file, or not for us: refused or left out.</summary>
internal sealed class SymbolLog(string fileName, Repair chosen)
{
    private readonly List<SkippedSymbol> skipped = [];

    public string FileName => fileName;

    public IReadOnlyList<SkippedSymbol> Skipped => skipped;

    /// <summary>Columns and other things that were passed over.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Leaves out a symbol that is sound but cannot be traded here.</summary>
    public void PassOver(string symbol, string reason) => skipped.Add(new SkippedSymbol(symbol, reason));

    /// <summary>Leaves out a symbol with a defect, if that was chosen.</summary>
    /// <exception cref="BadInputException">It was not.</exception>
    public void Refuse(string symbol, DefectException defect)
    {
        if (!chosen.HasFlag(Repair.SkipInvalid)) throw new BadInputException($"{fileName}: symbol {symbol}: {defect.Message} (--repair skip-invalid)", defect);
        skipped.Add(new SkippedSymbol(symbol, $"skip-invalid: {defect.Message}"));
    }
}
